using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Training;

/// <summary>
/// Epochs over shuffled batches with early stopping, checkpoints and losses per epoch. Every step runs in a dispose scope, so a
/// training of any length holds the same number of tensors.
/// </summary>
public static class TrainingLoop
{
    /// <param name="task">Trained in place; afterwards it has the weights of the best epoch.</param>
    /// <param name="options">Length, seed, threads, checkpoints.</param>
    /// <param name="progress">Called after each epoch; may be null.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="TrainingDivergedException">A loss stopped being finite before any usable weights were found.</exception>
    public static TrainingReport Run(
        ITrainingTask task, TrainingOptions options, Action<EpochLosses>? progress = null, CancellationToken cancellation = default)
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(options.Threads);
        using var generator = new torch.Generator(0, torch.CPU);
        var state = Checkpoint.Load(options.CheckpointFile, options.Fingerprint, task);
        var resumedFrom = state.Epoch;
        var stopped = false;
        while (!stopped && state.Epoch < options.Epochs && !IsExhausted(state, options))
        {
            var epoch = state.Epoch + 1;
            var losses = RunEpoch(task, options, epoch, generator, cancellation);
            if (losses.FirstOrDefault(l => !double.IsFinite(l.Value)) is { Key: { } bad })
            {
                if (state.Best is null) throw new TrainingDivergedException(epoch, bad);
                stopped = true;
                break;
            }
            if (epoch % options.ValidateEvery == 0 && Validate(task) is { } validation)
            {
                losses["validation"] = validation;
                if (state.BestValidation is null || validation < state.BestValidation)
                {
                    (state.BestValidation, state.BestEpoch) = (validation, epoch);
                    if (state.Best is null) state.Best = Weights.Of(task.Module);
                    else state.Best.TakeFrom(task.Module);
                }
            }
            var report = new EpochLosses(epoch, losses);
            state.Losses.Add(report);
            progress?.Invoke(report);
            if (options.CheckpointFile is { } file && epoch % options.CheckpointEvery == 0)
                Checkpoint.Save(file, options.Fingerprint, task, state);
        }
        if (state.Best is null) state.BestEpoch = state.Epoch;
        else state.Best.CopyTo(task.Module);
        task.Module.eval();
        return new TrainingReport(
            state.BestEpoch, state.BestValidation, stopped || state.Epoch < options.Epochs, resumedFrom, state.Losses);
    }

    private static bool IsExhausted(TrainingState state, TrainingOptions options) =>
        options.Patience > 0 && state.Best is not null && state.Epoch - state.BestEpoch >= options.Patience;

    private static Dictionary<string, double> RunEpoch(
        ITrainingTask task, TrainingOptions options, int epoch, torch.Generator generator, CancellationToken cancellation)
    {
        // One seed per epoch: a resumed training draws what an uninterrupted one would have drawn.
        var random = new Random(SeedMix.Mix(options.Seed, epoch));
        generator.manual_seed(random.NextInt64(long.MaxValue));
        var order = new int[task.SampleCount];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        random.Shuffle(order);

        var batches = (order.Length + options.BatchSize - 1) / options.BatchSize;
        var step = new TrainingStep(generator) { Epoch = epoch, Total = (long)batches * options.Epochs };
        task.Module.train();
        for (var b = 0; b < batches; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            step.Number = (long)(epoch - 1) * batches + b;
            using var scope = torch.NewDisposeScope();
            task.Step(order.AsSpan(b * options.BatchSize, Math.Min(options.BatchSize, order.Length - b * options.BatchSize)), step);
        }
        return step.TakeAverages();
    }

    private static double? Validate(ITrainingTask task)
    {
        task.Module.eval();
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return task.Validate();
    }
}
