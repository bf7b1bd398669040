using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Adversarial;

/// <summary>
/// CFGAN (Chae, Kang, Kim, Lee 2018): a generator that, conditioned on a purchase vector, puts out a whole vector of values in (0, 1), and a
/// discriminator that judges vectors under the same condition. Rows are users (user-based) or items (item-based).
/// </summary>
public sealed class Cfgan : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Mlp _generator;
    private readonly Mlp _discriminator;

    public Cfgan(int width, CfganOptions options, int seed) : base(TorchRuntime.Ready(nameof(Cfgan)))
    {
        using var random = new torch.Generator((ulong)(uint)seed, torch.CPU);
        // Logits, because a sigmoid saturates in single precision and would tie the best items.
        _generator = new Mlp("generator", [width, options.GeneratorHidden, width], Activation.Sigmoid, Activation.None, random);
        _discriminator = new Mlp("discriminator", [2 * width, options.DiscriminatorHidden, 1], Activation.Sigmoid, Activation.None, random);
        RegisterComponents();
    }

    internal IEnumerable<TorchSharp.Modules.Parameter> GeneratorParameters => _generator.parameters();
    internal IEnumerable<TorchSharp.Modules.Parameter> DiscriminatorParameters => _discriminator.parameters();

    /// <summary>Two layers, a sigmoid between them.</summary>
    internal IReadOnlyList<TorchSharp.Modules.Linear> GeneratorLayers => _generator.Layers;

    /// <summary>Likewise; inputs are the condition, then the vector.</summary>
    internal IReadOnlyList<TorchSharp.Modules.Linear> DiscriminatorLayers => _discriminator.Layers;

    /// <summary>Logits of the generated vector: [batch × width] → [batch × width].</summary>
    public override torch.Tensor forward(torch.Tensor input) => Generate(input, null);

    /// <summary>As <see cref="forward"/>, of some entries only: [batch × columns].</summary>
    public torch.Tensor GenerateAmong(torch.Tensor input, torch.Tensor columns) => _generator.Among(input, null, columns);

    /// <summary>What the generator's first layer makes of vectors: [batch × width] → [batch × hidden].</summary>
    public torch.Tensor Hidden(torch.Tensor input) => GeneratorLayers[0].forward(input).sigmoid();

    /// <summary>As <see cref="forward"/>, told to a tape where there is one.</summary>
    public torch.Tensor Generate(torch.Tensor input, RowTape? tape) => _generator.Taped(input, tape);

    /// <summary>Logit that a vector is real under its condition: [batch × width] twice → [batch × 1].</summary>
    public torch.Tensor Judge(torch.Tensor condition, torch.Tensor vector, RowTape? tape = null) =>
        _discriminator.Taped(torch.cat([condition, vector], 1), tape);

    /// <summary>The generator's layers.</summary>
    public IReadOnlyList<DenseLayer> Export() => _generator.Export();
}
