using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Sequences;

/// <summary>
/// A decoder-only transformer (Vaswani et al. 2017; layer norm first, as GPT-2): position t sees positions up to t. The output shares its weights with the
/// token vectors.
/// </summary>
public sealed class CausalTransformer : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Embedding _tokens;
    private readonly Parameter _positions;
    private readonly ModuleList<TransformerBlock> _blocks = new();
    private readonly LayerNorm _norm;

    public CausalTransformer(CausalTransformerOptions options, int seed) : base(TorchRuntime.Ready(nameof(CausalTransformer)))
    {
        Options = options;
        using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
        _tokens = torch.nn.Embedding(options.Vocabulary, options.Width);
        using (torch.no_grad()) _tokens.weight!.normal_(0, 0.02, generator);
        _positions = new Parameter(torch.empty(options.Length, options.Width).normal_(0, 0.02, generator));
        for (var b = 0; b < options.Blocks; b++) _blocks.Add(new TransformerBlock($"block{b}", options, generator));
        _norm = torch.nn.LayerNorm(options.Width);
        RegisterComponents();
    }

    public CausalTransformerOptions Options { get; }

    /// <summary>Vectors of width <c>Width</c> after the last block: int64 [batch × length] → [batch × length × width].</summary>
    public override torch.Tensor forward(torch.Tensor input) => Hidden(input, null);

    /// <summary>As <see cref="forward"/>, with dropout where a generator is given.</summary>
    public torch.Tensor Hidden(torch.Tensor tokens, torch.Generator? dropout)
    {
        // Not index_select, whose gradient is added up row by row.
        var x = _tokens.forward(tokens) + _positions.narrow(0, 0, tokens.shape[1]);
        if (dropout is not null) x = Noise.Dropout(x, Options.Dropout, dropout);
        foreach (var block in _blocks) x = block.Apply(x, dropout);
        return _norm.forward(x);
    }

    /// <summary>Logits of the tokens [first, first + count) at given vectors: [… × width] → [… × count].</summary>
    public torch.Tensor Logits(torch.Tensor hidden, int first, int count) => hidden.matmul(_tokens.weight!.narrow(0, first, count).t());
}
