using Ecom.Neural.Networks;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ecom.Neural.Autoencoders;

/// <summary>Trains a network that gives rows back, by Adam, and stops it early on held-out entries. What is lost is the subclass's.</summary>
public abstract class AutoencoderTraining : ITrainingTask, IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _network;
    private readonly IRowSource _rows;
    private readonly HeldOutRows? _heldOut;
    private readonly int _sampled;
    private readonly AdamOptimizer _optimizer;
    private Tensor? _batch;

    /// <param name="network">Trained in place.</param>
    /// <param name="learningRate">Adam's.</param>
    /// <param name="weightDecay">Adam's.</param>
    /// <param name="rows">What is learned: non-negative weights.</param>
    /// <param name="heldOut">Rows to stop early on, or null.</param>
    /// <param name="sampled">Columns that a step samples beside those its batch touched; 0: all columns.</param>
    protected AutoencoderTraining(
        nn.Module<Tensor, Tensor> network, double learningRate, double weightDecay, IRowSource rows, HeldOutRows? heldOut, int sampled)
    {
        (_network, _rows, _heldOut, _sampled) = (network, rows, heldOut, sampled);
        _optimizer = new AdamOptimizer(network.parameters(), learningRate, weightDecay: weightDecay);
    }

    public nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount => _rows.Count;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var sample = _sampled > 0 && _rows is ISparseRows sparse ? ColumnSample.Of(sparse, samples, _sampled, step.Generator) : null;
        var loss = Loss(sample?.Rows ?? DenseBatch.Reusing(ref _batch, _rows, samples), sample, step);
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
    }

    public double? Validate() => _heldOut?.MultinomialLoss(_network.forward);

    public void Dispose()
    {
        _optimizer.Dispose();
        _batch?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The loss of a batch, reported to the step.</summary>
    /// <param name="x">[samples][columns].</param>
    /// <param name="sample">Which columns those are; null: all.</param>
    /// <param name="step">Generator, progress of the schedule, report.</param>
    protected abstract Tensor Loss(Tensor x, ColumnSample? sample, TrainingStep step);

    /// <summary>Logits whose softmax over a sample is, on average, that over all columns.</summary>
    protected static Tensor Corrected(Tensor logits, ColumnSample? sample) => sample is null ? logits : logits + sample.Correction;
}
