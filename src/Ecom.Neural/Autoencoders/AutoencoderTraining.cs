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
    private readonly AdamOptimizer _optimizer;
    private Tensor? _batch;

    /// <param name="network">Trained in place.</param>
    /// <param name="learningRate">Adam's.</param>
    /// <param name="weightDecay">Adam's.</param>
    /// <param name="rows">What is learned: non-negative weights.</param>
    /// <param name="heldOut">Rows to stop early on, or null.</param>
    protected AutoencoderTraining(nn.Module<Tensor, Tensor> network, double learningRate, double weightDecay, IRowSource rows, HeldOutRows? heldOut)
    {
        (_network, _rows, _heldOut) = (network, rows, heldOut);
        _optimizer = new AdamOptimizer(network.parameters(), learningRate, weightDecay: weightDecay);
    }

    public nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount => _rows.Count;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var loss = Loss(DenseBatch.Reusing(ref _batch, _rows, samples), step);
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
    /// <param name="x">[samples][width].</param>
    /// <param name="step">Generator, progress of the schedule, report.</param>
    protected abstract Tensor Loss(Tensor x, TrainingStep step);
}
