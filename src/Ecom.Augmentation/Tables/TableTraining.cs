using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tables;

/// <summary>The training loop as the networks for tables use it: a fixed number of epochs, nothing held out.</summary>
internal static class TableTraining
{
    public static TrainingReport Run(string name, ITrainingTask task, int epochs, int batch, FitContext context) => TrainingLoop.Run(
        task,
        // Their products are too small to share: on an idle machine two threads are no faster, on a busy one slower.
        new TrainingOptions { Epochs = epochs, BatchSize = batch, Seed = context.Seed, Threads = 1 },
        l => context.Progress?.Invoke(name, (double)l.Epoch / epochs, l.Values), context.Cancellation);
}
