using Ecom.Neural.Autoencoders;
using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tabular;

/// <summary>
/// Trains a TVAE under differential privacy, the unit being a row. It reports no loss of rows, which would tell of them beyond what is accounted for, and validates on none.
/// </summary>
public sealed class PrivateTabularVaeTraining : ITrainingTask, IDisposable
{
    private readonly TabularVae _network;
    private readonly TabularVaeOptions _options;
    private readonly EncodedRows _rows;
    private readonly PrivateGradients _gradients;
    private readonly Parameter[] _parameters;
    private readonly AdamOptimizer _optimizer;

    public PrivateTabularVaeTraining(TabularVae network, TabularVaeOptions options, EncodedRows rows, PrivateGradients gradients)
    {
        (_network, _options, _rows, _gradients) = (network, options, rows, gradients);
        _parameters = [.. network.parameters()];
        _optimizer = new AdamOptimizer(_parameters, options.LearningRate, weightDecay: options.WeightDecay);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount => _rows.Count;

    /// <summary>The rows are drawn here: the order of an epoch, which only counts the steps, is no Poisson sample.</summary>
    public void Step(ReadOnlySpan<int> samples, TrainingStep step) =>
        _gradients.Descend(_parameters, _optimizer, drawn => Gradients(_rows.Batch(drawn), step.Generator), "noisedGradient", step);

    public double? Validate() => null;

    public void Dispose() => _optimizer.Dispose();

    /// <summary>Clipped gradients of a batch, summed.</summary>
    internal IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> Gradients(torch.Tensor x, torch.Generator generator)
    {
        var tape = new RowTape();
        return tape.Clip(Losses(x, tape, generator), _gradients.Clip).Sums;
    }

    /// <summary>The negative evidence lower bound of each row: [batch].</summary>
    internal torch.Tensor Losses(torch.Tensor x, RowTape tape, torch.Generator generator)
    {
        var (mean, logVariance) = _network.Encode(x, tape);
        var z = Noise.Reparameterise(mean, logVariance, generator);
        return Scalars.Of(_options.ReconstructionWeight) * _network.Reconstruction(x, _network.Decode(z, tape), tape)
            + Scalars.Of(_options.Beta) * EvidenceLowerBound.Divergence(mean, logVariance);
    }
}
