using Ecom.Neural.Training;

namespace Ecom.Neural.Tests.Training;

public sealed class TrainingLoopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loop-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TrainingOptions Options(int epochs) => new() { Epochs = epochs, BatchSize = 6, Seed = 3 };

    [Fact]
    public void Learns_and_reports_a_loss_per_epoch()
    {
        using var task = new LineTask();
        var seen = new List<EpochLosses>();
        var report = TrainingLoop.Run(task, Options(200), seen.Add);
        Assert.Equal(Enumerable.Range(1, 200), seen.Select(l => l.Epoch));
        Assert.True(seen[^1].Values["loss"] < 0.01 * seen[0].Values["loss"]);
        Assert.InRange(task.Line.Slope, 1.8, 2.2);
        Assert.InRange(task.Line.Intercept, 0.8, 1.2);
        Assert.Equal(200, report.BestEpoch);
        Assert.False(report.StoppedEarly);
    }

    [Fact]
    public void Equal_seeds_repeat_exactly_and_others_do_not()
    {
        (float, float) Train(int seed)
        {
            using var task = new LineTask();
            TrainingLoop.Run(task, Options(5) with { Seed = seed });
            return task.Line;
        }
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void Stops_after_the_patience_and_keeps_the_best_weights()
    {
        var best = default((float, float));
        LineTask? task = null;
        task = new LineTask(n =>
        {
            if (n == 4) best = task!.Line;
            return n <= 4 ? 10 - n : 7;
        });
        using (task)
        {
            var report = TrainingLoop.Run(task, Options(100) with { Patience = 3 });
            Assert.Equal((4, 6.0, true, 7), (report.BestEpoch, report.BestValidation!.Value, report.StoppedEarly, report.Losses.Count));
            Assert.Equal(best, task.Line);
        }
    }

    [Fact]
    public void A_resumed_training_equals_one_that_was_never_interrupted()
    {
        using var whole = new LineTask();
        var expected = TrainingLoop.Run(whole, Options(12));

        var options = Options(12) with { CheckpointFile = Path.Combine(_folder, "c"), CheckpointEvery = 5, Fingerprint = "a" };
        using (var killed = new LineTask { })
        {
            using var stop = new CancellationTokenSource();
            Assert.Throws<OperationCanceledException>(
                () => TrainingLoop.Run(killed, options, l => { if (l.Epoch == 7) stop.Cancel(); }, stop.Token));
        }
        using var resumed = new LineTask();
        var report = TrainingLoop.Run(resumed, options);
        Assert.Equal(5, report.ResumedFrom);
        Assert.Equal(whole.Line, resumed.Line);
        Assert.Equal(expected.Losses.Select(l => l.Values["loss"]), report.Losses.Select(l => l.Values["loss"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(300)]
    public void A_checkpoint_that_is_damaged_costs_its_epochs_only(int keep)
    {
        var file = Path.Combine(_folder, "c");
        var options = Options(6) with { CheckpointFile = file, CheckpointEvery = 5 };
        using var first = new LineTask();
        TrainingLoop.Run(first, options);
        Assert.True(new FileInfo(file).Length > keep);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..keep]);

        using var second = new LineTask();
        Assert.Equal(0, TrainingLoop.Run(second, options).ResumedFrom);
        Assert.Equal(first.Line, second.Line);
    }

    [Fact]
    public void A_checkpoint_of_other_data_or_settings_is_not_resumed()
    {
        var options = Options(6) with { CheckpointFile = Path.Combine(_folder, "c"), CheckpointEvery = 2, Fingerprint = "a" };
        using var first = new LineTask();
        TrainingLoop.Run(first, options);
        using var second = new LineTask();
        Assert.Equal(0, TrainingLoop.Run(second, options with { Fingerprint = "b" }).ResumedFrom);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_ends_training_with_the_best_weights_or_with_an_error()
    {
        using var without = new LineTask { BreaksAt = 3 };
        Assert.Equal(3, Assert.Throws<TrainingDivergedException>(() => TrainingLoop.Run(without, Options(9))).Epoch);

        using var with = new LineTask(n => 10 - n) { BreaksAt = 3 };
        var report = TrainingLoop.Run(with, Options(9));
        Assert.Equal((2, true), (report.BestEpoch, report.StoppedEarly));
        Assert.True(float.IsFinite(with.Line.Slope));
    }
}
