using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Training;

/// <summary>What <see cref="TrainingLoop"/> drives: a network, its optimisers, and one step on a batch.</summary>
public interface ITrainingTask
{
    /// <summary>All that is learned, in one module: what early stopping restores and checkpoints store.</summary>
    torch.nn.Module Module { get; }

    IReadOnlyList<OptimizerHelper> Optimizers { get; }

    /// <summary>Samples of one epoch, numbered from zero.</summary>
    int SampleCount { get; }

    /// <summary>
    /// One optimisation step, called inside a dispose scope: forward, backward, update. Losses go to
    /// <see cref="TrainingStep.Report"/>.
    /// </summary>
    void Step(ReadOnlySpan<int> samples, TrainingStep step);

    /// <summary>The loss on data held out, lower is better; null where there is none. Called in evaluation mode without gradients.</summary>
    double? Validate();
}
