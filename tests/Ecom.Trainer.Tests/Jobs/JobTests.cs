using System.Text.Json;
using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Snapshots;
using Ecom.Models.Storage;
using Ecom.Trainer.Jobs;

namespace Ecom.Trainer.Tests.Jobs;

public sealed class JobTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ecom-trainer-");

    public void Dispose() => _root.Delete(recursive: true);

    private (TrainerResult Result, string Output, string Progress) Run(TrainerJob job, string name)
    {
        var input = Path.Combine(_root.FullName, "folds");
        if (!Directory.Exists(input))
        {
            Directory.CreateDirectory(input);
            FoldDirectory.Write(input, TinyShop.Folds());
        }
        var output = Path.Combine(_root.FullName, name);
        using var progress = new StringWriter();
        JobRunner.Run(job with { Input = input, Output = output, Threads = 2 }, progress, TimeProvider.System, CancellationToken.None);
        return (AtomicFile.ReadJson<TrainerResult>(Path.Combine(output, TrainerFiles.Result)), output, progress.ToString());
    }

    private static TrainerJob Job(TrainerJobKind kind, string model = "itemknn") => new()
    {
        Kind = kind,
        Model = model,
        Augment = "none",
        Input = "",
        Output = "",
        MaximumTrials = 6,
        BudgetSeconds = 1e6,
    };

    private static double Ndcg(TrainerResult result, string fold) =>
        result.Metrics.Single(m => m.Fold == fold && m.Slice == "all").Values["ndcg@20"];

    [Fact]
    public void Auto_tunes_the_model_and_then_halves_its_augmentations_from_a_ninth_of_the_customers_to_all_of_them()
    {
        var (result, _, _) = Run(Job(TrainerJobKind.Search) with { Augment = "auto", MaximumTrials = 14 }, "auto");
        bool IsPlain(TrainerTrial t) => t.AugmentParameters.Text("method", "") == "none";
        var tuning = result.Trials.TakeWhile(t => t.Share == 1).ToArray();
        var halving = result.Trials.Skip(tuning.Length).ToArray();
        Assert.Equal(7, tuning.Length);
        Assert.All(tuning, t => Assert.True(IsPlain(t)));
        Assert.Equal([1.0 / 9, 1.0 / 3, 1], halving.Select(t => t.Share).Distinct());
        Assert.All(halving.GroupBy(t => t.Share), g => Assert.Contains(g, IsPlain));
        var tuned = tuning.MaxBy(t => t.Score)!;
        Assert.All(halving, t => Assert.Equal(tuned.ModelParameters.ToString(), t.ModelParameters.ToString()));
        var chosen = halving.First(t => t.Share == 1 && t.AugmentParameters.ToString() == result.AugmentParameters.ToString());
        Assert.Equal(tuned.ModelParameters.ToString(), result.ModelParameters.ToString());
        Assert.True(IsPlain(chosen) || chosen.Score > tuned.Score, $"{chosen.Score} of {tuned.Score}");
    }

    [Theory]
    [InlineData("popularity")]
    [InlineData("itemknn")]
    [InlineData("ease")]
    public void A_search_measures_the_best_setting_on_gate_and_test(string model)
    {
        var (result, output, progress) = Run(Job(TrainerJobKind.Search, model), "search");
        Assert.Null(result.LeftOut);
        Assert.Equal(6, result.Trials.Count);
        Assert.Contains(result.Trials, t => t.ModelParameters.ToString() == result.ModelParameters.ToString() && t.Score == result.Trials.Max(o => o.Score));
        Assert.InRange(Ndcg(result, "gate"), .01, 1);
        Assert.InRange(Ndcg(result, "test"), .01, 1);
        Assert.True(result.PeakBytes > 1 << 20);
        Assert.True(result.ModelBytes > 0);
        Assert.Contains(result.Metrics, m => m.Slice == "cold-users");
        Assert.Contains(result.Metrics, m => m.Slice == "cold-items");
        Assert.Equal(
            Ndcg(result, "gate"), PerUserMetrics.Read(Path.Combine(output, TrainerFiles.GateUsers)).Mean("ndcg@20"), 9);
        foreach (var line in progress.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.NotNull(JsonSerializer.Deserialize<TrainerProgress>(line, Json.Line)!.Step);
    }

    [Fact]
    public void The_losses_of_a_behaviour_generator_are_in_the_result()
    {
        var parameters = Parameters.None.With("epochs", 3).With("hidden", 8).With("latent", 4).With("most", 10).With("add", 3).With("weight", .3);
        var (result, _, progress) = Run(
            Job(TrainerJobKind.Evaluate) with { Augment = "vae", ModelParameters = Parameters.None.With("neighbours", 10), AugmentParameters = parameters }, "losses");
        Assert.Equal(3, result.AugmentLosses.Count);
        Assert.All(result.AugmentLosses, e => Assert.Superset(new HashSet<string> { "reconstruction", "kl", "negativeElbo" }, e.Keys.ToHashSet()));
        Assert.Equal(3, progress.Split('\n').Count(l => l.Contains("fit: vae", StringComparison.Ordinal) && l.Contains("reconstruction", StringComparison.Ordinal)));
    }

    /// <summary>The final fit is on the data of the search, whose settings differ in amounts only: one generator is trained, and not another one for the fit that is exported.</summary>
    [Fact]
    public void A_search_and_its_final_fit_train_one_generator()
    {
        var (result, _, progress) = Run(Job(TrainerJobKind.Search) with { Augment = "vae", MaximumTrials = 4 }, "one-generator");
        Assert.Equal(4, result.Trials.Count);
        Assert.True(result.Trials.Select(t => t.AugmentParameters.ToString()).Distinct().Count() > 1);
        var epochs = progress.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<TrainerProgress>(l, Json.Line)!)
            .Where(p => p.Step == "fit: vae").Select(p => p.Fraction).ToArray();
        Assert.True(epochs.Length > 1);
        Assert.Equal(epochs.Order(), epochs);
        Assert.Single(epochs, epochs.Min());
        Assert.InRange(result.AugmentFigures["aloneNdcg@20"], .01, 1);
    }

    [Fact]
    public void A_private_generator_without_a_ledger_is_refused() => Assert.Contains(
        "ledger",
        Assert.Throws<InputException>(() => Run(Job(TrainerJobKind.Evaluate) with { Augment = "vae", AugmentParameters = Parameters.None.With("epsilon", 1) }, "private")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_search_repeats_and_its_recipe_evaluates_to_the_same()
    {
        var (first, _, _) = Run(Job(TrainerJobKind.Search), "first");
        var (second, _, _) = Run(Job(TrainerJobKind.Search), "second");
        var (given, _, _) = Run(Job(TrainerJobKind.Evaluate) with { ModelParameters = first.ModelParameters }, "given");
        Assert.Equal(first.ModelParameters.ToString(), second.ModelParameters.ToString());
        Assert.Equal(JsonSerializer.Serialize(first.Metrics), JsonSerializer.Serialize(second.Metrics));
        Assert.Equal(JsonSerializer.Serialize(first.Metrics), JsonSerializer.Serialize(given.Metrics));
    }

    [Fact]
    public void Item_models_beat_popularity_where_there_are_tastes()
    {
        var (knn, _, _) = Run(Job(TrainerJobKind.Search), "knn");
        var (popularity, _, _) = Run(Job(TrainerJobKind.Search, "popularity"), "popularity");
        Assert.True(Ndcg(knn, "test") > Ndcg(popularity, "test"));
    }

    [Fact]
    public void A_refit_writes_a_snapshot_of_all_folds_that_can_be_served_and_measured()
    {
        var recipe = Parameters.None.With("neighbours", 10).With("shrink", 1);
        var (result, output, _) = Run(Job(TrainerJobKind.Refit) with { ModelParameters = recipe }, "refit");
        Assert.Empty(result.Metrics);
        var folder = Path.Combine(output, TrainerFiles.Snapshot);
        using (var snapshot = Snapshot.Open(folder))
        {
            Assert.Equal(TinyShop.Items, snapshot.Items.Count);
            Assert.True(snapshot.TryGetHistory("u3", out var history));
            var folds = TinyShop.Folds();
            var all = new[] { folds.Train, folds.Tune, folds.Gate, folds.Test }.SelectMany(f => f.Items(3).ToArray()).Distinct().Order();
            Assert.Equal(all, history.Items.ToArray().Order());
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(4000), snapshot.Header.DataEnd);
        }
        var (served, _, _) = Run(Job(TrainerJobKind.Served) with { Served = folder }, "served");
        // It has seen the gate's rows, so it must do better there than a fair model.
        var (fair, _, _) = Run(Job(TrainerJobKind.Evaluate) with { ModelParameters = recipe }, "fair");
        Assert.True(Ndcg(served, "gate") > Ndcg(fair, "gate"));
        Assert.DoesNotContain(served.Metrics, m => m.Fold == "test");
    }

    [Fact]
    public void What_would_take_a_hundred_budgets_is_left_out_with_the_reason()
    {
        var (result, output, _) = Run(Job(TrainerJobKind.Search, "sasrec") with { BudgetSeconds = 1e-9 }, "slow");
        Assert.Contains("h a fit", result.LeftOut!, StringComparison.Ordinal);
        Assert.Empty(result.Metrics);
        Assert.False(Directory.Exists(Path.Combine(output, TrainerFiles.Model)));
    }

    [Fact]
    public void What_does_not_fit_the_memory_is_left_out_with_the_reason()
    {
        var (result, output, _) = Run(Job(TrainerJobKind.Search, "ease") with { MemoryLimitBytes = 1 << 20 }, "large");
        Assert.Contains("GiB", result.LeftOut!, StringComparison.Ordinal);
        Assert.Empty(result.Metrics);
        Assert.False(Directory.Exists(Path.Combine(output, TrainerFiles.Model)));
    }

    [Fact]
    public void Cancellation_leaves_no_result()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var output = Path.Combine(_root.FullName, "cancelled");
        Run(Job(TrainerJobKind.Search), "makes-the-folds");
        var job = Job(TrainerJobKind.Search) with { Input = Path.Combine(_root.FullName, "folds"), Output = output };
        Assert.ThrowsAny<OperationCanceledException>(() => JobRunner.Run(job, TextWriter.Null, TimeProvider.System, stop.Token));
        Assert.False(File.Exists(Path.Combine(output, TrainerFiles.Result)));
    }

    [Theory]
    [InlineData("nothing", "none", "model 'nothing'")]
    [InlineData("ease", "nothing", "'nothing'")]
    public void An_unknown_name_is_an_input_error_that_lists_the_known_ones(string model, string augment, string said)
    {
        var job = Job(TrainerJobKind.Search, model) with { Augment = augment };
        Assert.Contains(said, Assert.Throws<InputException>(() => Run(job, "unknown")).Message, StringComparison.Ordinal);
    }
}
