using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Autoencoders;

/// <summary>
/// Trains a Mult-VAE under differential privacy, the unit being a row: a user's whole history. β grows by a schedule that no row has a say in; no loss of rows is reported, and none is validated on.
/// </summary>
public sealed class PrivateMultVaeTraining : ITrainingTask, IDisposable
{
    private readonly MultVae _network;
    private readonly MultVaeOptions _options;
    private readonly IRowSource _rows;
    private readonly PrivateGradients _gradients;
    private readonly Parameter[] _parameters;
    private readonly AdamOptimizer _optimizer;

    public PrivateMultVaeTraining(MultVae network, MultVaeOptions options, IRowSource rows, PrivateGradients gradients)
    {
        (_network, _options, _rows, _gradients) = (network, options, rows, gradients);
        _parameters = [.. network.parameters()];
        _optimizer = new AdamOptimizer(_parameters, options.LearningRate, weightDecay: options.WeightDecay);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount => _rows.Count;

    /// <summary>The rows are drawn here: the order of an epoch, which only counts the steps, is no Poisson sample.</summary>
    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var beta = EvidenceLowerBound.Beta(step.Number, (long)(_options.AnnealingShare * step.Total), _options.BetaCap);
        _gradients.Descend(_parameters, _optimizer, drawn => Gradients(DenseBatch.Of(_rows, drawn), beta, step.Generator), "noisedGradient", step);
    }

    public double? Validate() => null;

    public void Dispose() => _optimizer.Dispose();

    /// <summary>Clipped gradients of a batch, summed.</summary>
    internal IReadOnlyList<(Parameter Parameter, torch.Tensor Sum)> Gradients(torch.Tensor x, double beta, torch.Generator generator)
    {
        var tape = new RowTape();
        return tape.Clip(Losses(x, beta, tape, generator), _gradients.Clip).Sums;
    }

    /// <summary>The negative evidence lower bound of each row with a weight on its divergence: [batch].</summary>
    internal torch.Tensor Losses(torch.Tensor x, double beta, RowTape tape, torch.Generator generator)
    {
        var (mean, logVariance) = _network.Encode(x, _options.Dropout, generator, tape);
        var z = Noise.Reparameterise(mean, logVariance, generator);
        return EvidenceLowerBound.Reconstruction(x, _network.Decode(z, tape)) + Scalars.Of(beta) * EvidenceLowerBound.Divergence(mean, logVariance);
    }
}
