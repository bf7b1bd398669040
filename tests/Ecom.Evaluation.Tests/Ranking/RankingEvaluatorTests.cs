using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using FsCheck.Xunit;

namespace Ecom.Evaluation.Tests.Ranking;

public class RankingEvaluatorTests
{
    private static Interactions Matrix(int users, int items, params (int User, int Item)[] entries) =>
        Interactions.FromEntries(
            users, items, entries.Select(e => e.User).ToArray(), entries.Select(e => e.Item).ToArray(),
            entries.Select(_ => 1f).ToArray(), entries.Select((_, k) => (long)k).ToArray());

    private static RankingTask Task(Interactions history, Interactions targets) => new()
    {
        History = history,
        Targets = targets,
        FitCounts = history.ItemCounts(),
        FitUsers = history.UserCount,
    };

    [Fact]
    public void Seen_items_are_neither_candidates_nor_targets()
    {
        // Item 0 scores best but is in the history; item 1 is the one hit.
        var task = Task(Matrix(1, 4, (0, 0)), Matrix(1, 4, (0, 0), (0, 1)));
        var result = RankingEvaluator.Evaluate(new FixedScorer(4, _ => [9, 5, 1, 0]), task, new RankingOptions { CutOffs = [1] });
        Assert.Equal(1, result.Users.Mean("ndcg@1"));
        Assert.Equal(1, result.Users.Mean("recall@1"));
    }

    [Fact]
    public void Repeats_count_where_they_are_kept()
    {
        var task = Task(Matrix(1, 4, (0, 0)), Matrix(1, 4, (0, 0))) with { KeepRepeats = true };
        var result = RankingEvaluator.Evaluate(new FixedScorer(4, _ => [9, 5, 1, 0]), task, new RankingOptions { CutOffs = [1] });
        Assert.Equal(1, result.Users.Mean("hit@1"));
    }

    [Fact]
    public void Users_without_a_new_target_are_not_evaluated()
    {
        var task = Task(Matrix(3, 4, (0, 0), (1, 1)), Matrix(3, 4, (0, 0), (1, 2)));
        var result = RankingEvaluator.Evaluate(new FixedScorer(4, _ => [3, 2, 1, 0]), task, new RankingOptions());
        Assert.Equal([1], result.Users.Users);
    }

    [Fact]
    public void Slices_hold_what_their_names_say()
    {
        // Items by count: 0 (three users) is the head, 1 and 2 the tail, 3 is cold. User 3 has no history.
        var history = Matrix(4, 4, (0, 0), (1, 0), (2, 0), (0, 1), (1, 2));
        var task = Task(history, Matrix(4, 4, (0, 3), (2, 1), (3, 0)));
        var options = new RankingOptions { CutOffs = [1], HeadShare = .3, LightAtMost = 1, Resamples = 50 };
        var summary = RankingEvaluator.Evaluate(new FixedScorer(4, _ => [3, 2, 1, 0]), task, options).Summarise("test", options);

        Assert.Equal(3, summary.Single(s => s.Slice == "all").Users);
        Assert.Equal(1, summary.Single(s => s.Slice == "cold-users").Values["hit@1"]);
        Assert.Equal(1, summary.Single(s => s.Slice == "light-users").Users);
        Assert.Equal(1, summary.Single(s => s.Slice == "heavy-users").Users);
        Assert.Equal(0, summary.Single(s => s.Slice == "cold-items").Values["hit@1"]);
        Assert.Equal(1, summary.Single(s => s.Slice == "head-items").Values["hit@1"]);
        Assert.Equal(1, summary.Single(s => s.Slice == "tail-items").Values["hit@1"]);
        Assert.All(summary, s => Assert.True(s.Low!["hit@1"] <= s.Values["hit@1"] && s.Values["hit@1"] <= s.High!["hit@1"]));
    }

    [Fact]
    public void List_figures_computed_by_hand()
    {
        // Everyone is shown items 2 and 3 (0 and 1 are seen by both).
        var history = Matrix(2, 4, (0, 0), (0, 1), (1, 0), (1, 1));
        var task = Task(history, Matrix(2, 4, (0, 2), (1, 3))) with { Categories = ["a", "a", "b", "b"] };
        var lists = RankingEvaluator.Evaluate(new FixedScorer(4, _ => [0, 0, 2, 1]), task, new RankingOptions { CutOffs = [2] }).Lists;
        Assert.Equal(.5, lists["coverage@2"], 12);
        Assert.Equal(.5, lists["gini@2"], 12);
        Assert.Equal(Math.Log2(3), lists["novelty@2"], 12);
        Assert.Equal(0, lists["diversity@2"], 12);
    }

    [Property(MaxTest = 30)]
    public void Item_numbering_and_threads_change_nothing(int seed)
    {
        const int Users = 23, Items = 37;
        var random = new Random(seed);
        var entries = Enumerable.Range(0, 300).Select(_ => (random.Next(Users), random.Next(Items))).Distinct().ToArray();
        var history = Matrix(Users, Items, entries[..(entries.Length / 2)]);
        var targets = Matrix(Users, Items, entries[(entries.Length / 2)..]);
        // Few distinct scores: ties everywhere.
        var scores = Enumerable.Range(0, Users).Select(_ => Enumerable.Range(0, Items).Select(_ => (float)random.Next(4)).ToArray()).ToArray();
        var options = new RankingOptions { CutOffs = [3, 20], Threads = 1 };
        var plain = RankingEvaluator.Evaluate(new FixedScorer(Items, u => scores[u]), Task(history, targets), options).Users;

        var number = Enumerable.Range(0, Items).ToArray();
        random.Shuffle(number);
        var renamed = RankingEvaluator.Evaluate(
            new FixedScorer(Items, u =>
            {
                var row = new float[Items];
                for (var i = 0; i < Items; i++) row[number[i]] = scores[u][i];
                return row;
            }),
            Task(
                Matrix(Users, Items, [.. entries[..(entries.Length / 2)].Select(e => (e.Item1, number[e.Item2]))]),
                Matrix(Users, Items, [.. entries[(entries.Length / 2)..].Select(e => (e.Item1, number[e.Item2]))])),
            options with { Threads = 3 }).Users;

        Assert.Equal(plain.Users, renamed.Users);
        foreach (var name in plain.Names) Assert.Equal(plain.Values(name), renamed.Values(name));
    }

    [Fact]
    public void Per_user_metrics_survive_a_file_and_a_cut_file_is_refused()
    {
        var task = Task(Matrix(3, 4, (0, 0)), Matrix(3, 4, (0, 1), (1, 2), (2, 3)));
        var users = RankingEvaluator.Evaluate(new FixedScorer(4, _ => [3, 2, 1, 0]), task, new RankingOptions()).Users;
        var path = Path.GetTempFileName();
        try
        {
            users.Write(path);
            var read = PerUserMetrics.Read(path);
            Assert.Equal(users.Users, read.Users);
            Assert.Equal(users.Slices, read.Slices);
            foreach (var name in users.Names) Assert.Equal(users.Values(name), read.Values(name));

            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
            Assert.Throws<InputException>(() => PerUserMetrics.Read(path));
            File.WriteAllText(path, "something else");
            Assert.Throws<InputException>(() => PerUserMetrics.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
