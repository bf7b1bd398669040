using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tabular;

/// <summary>
/// CTGAN (Xu et al. 2019): a generator of two residual layers with batch normalisation, conditioned on one value of one categorical column, and a critic that judges packs
/// of rows.
/// </summary>
public sealed class ConditionalGan : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly IReadOnlyList<ColumnSpan> _spans;
    private readonly ConditionalGanOptions _options;
    private readonly Linear _first;
    private readonly Linear _second;
    private readonly Linear _output;
    private readonly BatchNorm1d _firstNorm;
    private readonly BatchNorm1d _secondNorm;
    private readonly Linear _criticFirst;
    private readonly Linear _criticSecond;
    private readonly Linear _criticOutput;

    public ConditionalGan(IReadOnlyList<ColumnSpan> spans, int conditionWidth, ConditionalGanOptions options, int seed) : base(TorchRuntime.Ready(nameof(ConditionalGan)))
    {
        using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
        (_spans, _options) = (spans, options);
        var (width, input) = (spans.Sum(s => s.Width), options.Noise + conditionWidth);
        _first = torch.nn.Linear(input, options.Hidden);
        _second = torch.nn.Linear(input + options.Hidden, options.Hidden);
        _output = torch.nn.Linear(input + 2 * options.Hidden, width);
        (_firstNorm, _secondNorm) = (torch.nn.BatchNorm1d(options.Hidden), torch.nn.BatchNorm1d(options.Hidden));
        _criticFirst = torch.nn.Linear(options.Pack * (width + conditionWidth), options.Hidden);
        _criticSecond = torch.nn.Linear(options.Hidden, options.Hidden);
        _criticOutput = torch.nn.Linear(options.Hidden, 1);
        foreach (var layer in (Linear[])[_first, _second, _output, _criticFirst, _criticSecond, _criticOutput]) Initialisation.Xavier(layer, generator);
        RegisterComponents();
    }

    internal IEnumerable<Parameter> GeneratorParameters =>
        ((torch.nn.Module[])[_first, _second, _output, _firstNorm, _secondNorm]).SelectMany(m => m.parameters());

    internal IEnumerable<Parameter> CriticParameters =>
        ((torch.nn.Module[])[_criticFirst, _criticSecond, _criticOutput]).SelectMany(m => m.parameters());

    /// <summary>The generator's raw output: [batch × (noise + condition)] → [batch × width].</summary>
    public override torch.Tensor forward(torch.Tensor input)
    {
        var x = torch.cat([_firstNorm.forward(_first.forward(input)).relu(), input], 1);
        x = torch.cat([_secondNorm.forward(_second.forward(x)).relu(), x], 1);
        return _output.forward(x);
    }

    /// <summary>Noise and conditions as the generator's input.</summary>
    public torch.Tensor Input(torch.Tensor conditions, torch.Generator generator) =>
        torch.cat([torch.randn(conditions.shape[0], _options.Noise, generator: generator), conditions], 1);

    /// <summary>Raw output as a row: tanh for scalars, a Gumbel softmax for choices.</summary>
    public torch.Tensor Activate(torch.Tensor raw, torch.Generator generator) => torch.cat([.. _spans.Select(span =>
    {
        var part = raw.narrow(1, span.Start, span.Width);
        if (span.IsScalar) return part.tanh();
        var gumbel = -(-torch.rand(part.shape, generator: generator).clamp(Scalars.Of(1e-10), Scalars.Of(1 - 1e-7)).log()).log();
        return ((part + gumbel) / Scalars.Of(_options.Temperature)).softmax(1);
    })], 1);

    /// <summary>The critic on packs: [batch × (width + condition)] → [batch / pack × 1].</summary>
    /// <param name="packed">[batch / pack × pack · (width + condition)].</param>
    /// <param name="generator">Draws the dropout.</param>
    /// <param name="tape">Is told the layers; may be null.</param>
    public torch.Tensor Judge(torch.Tensor packed, torch.Generator generator, RowTape? tape = null)
    {
        var x = Noise.Dropout(Apply(_criticFirst, packed).leaky_relu(Scalars.Of(0.2)), _options.Dropout, generator);
        x = Noise.Dropout(Apply(_criticSecond, x).leaky_relu(Scalars.Of(0.2)), _options.Dropout, generator);
        return Apply(_criticOutput, x);

        torch.Tensor Apply(Linear layer, torch.Tensor input) => tape?.Apply(layer, input) ?? layer.forward(input);
    }

    /// <summary>Rows side by side: [batch × n] → [batch / pack × pack · n].</summary>
    public torch.Tensor Pack(torch.Tensor rows) => rows.reshape(-1, _options.Pack * rows.shape[1]);
}
