using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Models.Storage;
using Ecom.Trainer.Jobs;

namespace Ecom.Trainer.Tests.Jobs;

/// <summary>A served model carried on with new rows: the numbering of the older fit is another one, so everything has to be matched by id.</summary>
public sealed class CarryTests : IDisposable
{
    private const string NewItem = "i23", NewUser = "u54";

    private static readonly Parameters Recipe = Parameters.None.With("factors", 4).With("alpha", .3).With("lambda", .02).With("epochs", 12);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ecom-carry-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_served_model_that_knows_the_gate_is_carried_on_with_all_that_is_new()
    {
        var folds = TinyShop.Folds();
        var now = folds with { Test = folds.Test.Where((u, _) => u > 55) };
        var known = Without(Known(now, now.Train, now.Tune, now.Gate));
        var served = Served(Older(now, known, 3000));
        var all = Known(now, now.Train, now.Tune, now.Gate, now.Test);

        var measured = Run(now, Job(TrainerJobKind.Evaluate) with { Served = served }, "measured").Result;
        var expected = Enumerable.Range(0, all.UserCount).Count(u => all.RowLength(u) > known.RowLength(u));
        Assert.Equal(new CarriedOn(expected, 1, all.Count - known.Count, SeenGate: true), measured.Carried);
        Assert.All(measured.Metrics, m => Assert.Equal("gate", m.Fold));
        Assert.Equal(Recipe.ToString(), measured.ModelParameters.ToString());

        var (carried, output, _) = Run(now, Job(TrainerJobKind.Refit) with { Served = served }, "carried");
        Assert.Equal(measured.Carried, carried.Carried);
        Assert.True(carried.Incremental);
        var refit = Run(now, Job(TrainerJobKind.Refit) with { ModelParameters = Recipe }, "refit").Output;
        using var old = Snapshot.Open(served);
        using var next = Snapshot.Open(Path.Combine(output, TrainerFiles.Snapshot));
        using var anew = Snapshot.Open(Path.Combine(refit, TrainerFiles.Snapshot));
        Assert.False(old.TryGetItem(NewItem, out _));
        Assert.Equal(now.Items.Select(i => i.ItemId), next.Items.Select(i => i.ItemId));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(4000), next.Header.DataEnd);

        // Users of the new item's taste are shown it as after a refit, those of the other are not.
        Assert.True(ScoreOf(next, ["i13", "i15"], NewItem) > .3 * ScoreOf(anew, ["i13", "i15"], NewItem));
        Assert.True(ScoreOf(next, ["i13", "i15"], NewItem) > 3 * ScoreOf(next, ["i1", "i2"], NewItem));
        // All in all the lists come nearer to those of the refit.
        double Near(Snapshot model) => now.UserIds.Average(id => (double)List(model, anew, id).Intersect(List(anew, anew, id)).Count() / 6);
        Assert.True(Near(next) > .75, $"{Near(next)}");
        Assert.True(Near(next) > Near(old), $"{Near(next)} against {Near(old)}");
        Assert.NotEqual(List(old, anew, NewUser), List(next, anew, NewUser));
    }

    [Fact]
    public void A_served_model_that_does_not_know_the_gate_is_carried_on_to_it_and_measured_as_any_recipe()
    {
        var folds = TinyShop.Folds();
        var now = folds with { Gate = folds.Gate.Where((u, _) => u < 4), Test = folds.Test.Where((u, _) => u is 5 or 6), Tune = folds.Tune.Where((u, _) => u < 6) };
        var served = Served(Older(now, now.Train, 1000));

        var (result, output, _) = Run(now, Job(TrainerJobKind.Evaluate) with { Served = served }, "measured");
        Assert.Equal(Known(now, now.Train, now.Tune).Count - now.Train.Count, result.Carried!.Pairs);
        Assert.False(result.Carried.SeenGate);
        Assert.Contains(result.Metrics, m => m is { Fold: "test", Slice: "all" });
        Assert.True(File.Exists(Path.Combine(output, TrainerFiles.GateUsers)));
    }

    [Fact]
    public void Without_news_every_product_keeps_its_scores_under_its_new_number()
    {
        var now = TinyShop.Folds();
        var served = Served(Older(now, Known(now, now.Train, now.Tune, now.Gate, now.Test), 4000));
        var (result, output, _) = Run(now, Job(TrainerJobKind.Refit) with { Served = served }, "carried");
        Assert.Equal(new CarriedOn(0, 0, 0, SeenGate: true), result.Carried);
        using var old = Snapshot.Open(served);
        using var next = Snapshot.Open(Path.Combine(output, TrainerFiles.Snapshot));
        Assert.NotEqual(old.Items[0].ItemId, next.Items[0].ItemId);
        foreach (var item in now.Items) Assert.Equal(ScoreOf(old, ["i3", "i20"], item.ItemId), ScoreOf(next, ["i3", "i20"], item.ItemId), 1e-5);
    }

    [Fact]
    public void What_was_taken_away_or_is_too_much_asks_for_a_refit()
    {
        var now = TinyShop.Folds();
        var all = Known(now, now.Train, now.Tune, now.Gate, now.Test);
        var served = Served(Older(now, all, 4000));
        var less = now with { Test = now.Test.Where((u, _) => u != 7) };
        var gone = Run(less, Job(TrainerJobKind.Evaluate) with { Served = served }, "less").Result;
        Assert.Contains("not in the data any more", gone.LeftOut!, StringComparison.Ordinal);
        Assert.Contains(
            "not in the data any more",
            Assert.Throws<InputException>(() => Run(less, Job(TrainerJobKind.Refit) with { Served = served }, "refit")).Message, StringComparison.Ordinal);

        var few = Served(Older(now, now.Train, 1000));
        // What came in a carry before counts: it was no fit.
        var part = now with { Tune = now.Tune.Where((u, _) => u < 9), Gate = now.Gate.Where((_, _) => false), Test = now.Test.Where((_, _) => false) };
        var once = Path.Combine(Run(part, Job(TrainerJobKind.Refit) with { Served = few }, "once").Output, TrainerFiles.Snapshot);
        var more = part with { Gate = now.Gate.Where((u, _) => u < 14) };
        Assert.Null(Run(part, Job(TrainerJobKind.Evaluate) with { Served = once }, "enough").Result.LeftOut);
        Assert.Contains("too many", Run(more, Job(TrainerJobKind.Evaluate) with { Served = once }, "over").Result.LeftOut!, StringComparison.Ordinal);
        Assert.Contains("too many", Run(now, Job(TrainerJobKind.Evaluate) with { Served = few }, "many").Result.LeftOut!, StringComparison.Ordinal);
    }

    [Fact]
    public void Families_that_cannot_be_carried_on_say_so_and_so_does_a_model_of_another()
    {
        var now = TinyShop.Folds();
        var (fitted, output, _) = Run(now, Job(TrainerJobKind.Refit, "slim") with { ModelParameters = Parameters.None.With("neighbours", 5) }, "slim");
        Assert.False(fitted.Incremental);
        var served = Path.Combine(output, TrainerFiles.Snapshot);
        string Said(string model) => Assert.Throws<InputException>(() => Run(now, Job(TrainerJobKind.Refit, model) with { Served = served }, $"other-{model}")).Message;
        Assert.Contains("slim cannot be carried on", Said("slim"), StringComparison.Ordinal);
        Assert.Contains("item-item", Said("ials"), StringComparison.Ordinal);
    }

    private static TrainerJob Job(TrainerJobKind kind, string model = "ials") => new() { Kind = kind, Model = model, Augment = "none", Input = "", Output = "" };

    private (TrainerResult Result, string Output, FoldSet Folds) Run(FoldSet folds, TrainerJob job, string name)
    {
        var input = _root.CreateSubdirectory($"{name}-{Guid.NewGuid():N}").FullName;
        FoldDirectory.Write(input, folds);
        var output = Path.Combine(_root.FullName, name);
        JobRunner.Run(job with { Input = input, Output = output, Threads = 2 }, TextWriter.Null, TimeProvider.System, CancellationToken.None);
        return (AtomicFile.ReadJson<TrainerResult>(Path.Combine(output, TrainerFiles.Result)), output, folds);
    }

    /// <summary>The snapshot of a fit on older folds.</summary>
    private string Served(FoldSet older) =>
        Path.Combine(Run(older, Job(TrainerJobKind.Refit) with { ModelParameters = Recipe }, $"served-{Guid.NewGuid():N}").Output, TrainerFiles.Snapshot);

    private static Interactions Known(FoldSet folds, params Interactions[] parts) =>
        parts.Aggregate(Interactions.Empty(folds.UserIds.Count, folds.Items.Count), Interactions.Merge);

    private static Interactions Without(Interactions rows) => rows.Where((u, i) => $"i{i}" != NewItem && $"u{u}" != NewUser);

    /// <summary>Folds of an earlier day with these rows only, customers and products numbered from the other end; who and what has no row then is not known.</summary>
    private static FoldSet Older(FoldSet now, Interactions rows, long end)
    {
        var users = Enumerable.Range(0, rows.UserCount).Where(u => rows.RowLength(u) > 0).Reverse().ToArray();
        var counts = rows.ItemCounts();
        var items = Enumerable.Range(0, rows.ItemCount).Where(i => counts[i] > 0).Reverse().ToArray();
        var numbers = items.Select((item, k) => (item, k)).ToDictionary(p => p.item, p => p.k);
        var empty = Interactions.Empty(users.Length, items.Length);
        var entries = users.SelectMany((u, row) => Enumerable.Range(0, rows.RowLength(u)).Select(p => (row, numbers[rows.Items(u)[p]], rows.Weights(u)[p], rows.Times(u)[p]))).ToArray();
        Interactions Baskets(Interactions of) => Interactions.FromEntries(
            of.UserCount, items.Length, of.RowIndices(), [.. of.AllItems.ToArray().Select(i => numbers[i])], of.AllWeights, of.AllTimes);
        return now with
        {
            Train = Interactions.FromEntries(
                users.Length, items.Length, [.. entries.Select(e => e.row)], [.. entries.Select(e => e.Item2)], [.. entries.Select(e => e.Item3)], [.. entries.Select(e => e.Item4)]),
            Tune = empty, Gate = empty, Test = empty,
            Baskets = Baskets(now.Baskets), LaterBaskets = end > 2500 ? Baskets(now.LaterBaskets) : Interactions.Empty(0, items.Length),
            UserIds = [.. users.Select(u => now.UserIds[u])], Items = [.. items.Select(i => now.Items[i])],
            TrainEnd = end, TuneEnd = end, GateEnd = end, TestEnd = end,
        };
    }

    private static float[] Scores(Snapshot model, IEnumerable<string> history)
    {
        int[] items = [.. history.Select(id => model.TryGetItem(id, out var item) ? item : -1).Where(i => i >= 0)];
        var scores = new float[model.Items.Count];
        model.Scorer.Score(new UserHistory(items, items.Select(_ => 1f).ToArray(), items.Select(_ => 1L).ToArray()), scores);
        return scores;
    }

    private static float ScoreOf(Snapshot model, IEnumerable<string> history, string item) => Scores(model, history)[model.TryGetItem(item, out var index) ? index : -1];

    /// <summary>The six best products for what a customer has in the newest snapshot.</summary>
    private static string[] List(Snapshot model, Snapshot newest, string user)
    {
        if (!newest.TryGetHistory(user, out var history)) return [];
        string[] own = [.. history.Items.ToArray().Select(i => newest.Items[i].ItemId)];
        var scores = Scores(model, own);
        return [.. Enumerable.Range(0, scores.Length).Where(i => !own.Contains(model.Items[i].ItemId)).OrderByDescending(i => scores[i]).Take(6).Select(i => model.Items[i].ItemId)];
    }
}
