using Ecom.Domain;
using Ecom.Evaluation.Beyond;
using Ecom.Models.Scoring;

namespace Ecom.Evaluation.Ranking;

/// <summary>
/// Full ranking: every item is a candidate for every user, items of the history are removed, nothing is sampled (Krichene and Rendle
/// 2020 on why). Users run in parallel blocks; the result does not depend on the number of threads.
/// </summary>
public static class RankingEvaluator
{
    /// <exception cref="ArgumentException">Shapes differ.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static RankingResult Evaluate(IScorer scorer, RankingTask task, RankingOptions options)
    {
        var (history, targets) = (task.History, task.Targets);
        if (history.UserCount != targets.UserCount || history.ItemCount != targets.ItemCount || scorer.ItemCount != history.ItemCount
            || task.FitCounts.Count != history.ItemCount)
            throw new ArgumentException("Scorer, history, targets and counts must agree on their shapes.", nameof(task));

        var users = Enumerable.Range(0, targets.UserCount).Where(u => targets.RowLength(u) > 0 && Relevant(task, u).Length > 0).ToArray();
        var names = RankingMetrics.Names(options.CutOffs);
        var tables = new MetricTable[options.Slices ? 1 + ItemSlices.Names.Length : 1];
        for (var t = 0; t < tables.Length; t++) tables[t] = new MetricTable(names, users.Length);
        var itemSlices = options.Slices ? new ItemSlices(task.FitCounts, options.HeadShare) : null;
        var lists = options.Slices ? new ListStatistics(task, options, users) : null;

        // A block's scores are to be ranked while they are still in the second-level cache; whole groups of users suit the score product.
        var blockSize = Math.Clamp((1 << 18) / Math.Max(1, history.ItemCount), 1, 64);
        if (blockSize > 6) blockSize -= blockSize % 6;
        var blocks = (users.Length + blockSize - 1) / blockSize;
        Parallel.For(
            0, blocks, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation },
            () => new Worker(scorer, task, options, itemSlices, lists, tables, blockSize),
            (block, _, worker) =>
            {
                var first = block * blockSize;
                worker.Run(users.AsSpan(first, Math.Min(blockSize, users.Length - first)), first);
                return worker;
            },
            _ => { });

        var slices = users.Select(u => SliceOf(history.RowLength(u), options)).ToArray();
        return new RankingResult(
            tables[0].ToMetrics(users, slices),
            options.Slices
                ? ItemSlices.Names.Select((name, s) => (name, Table: tables[s + 1])).ToDictionary(p => p.name, p => p.Table.ToMetrics(users, slices))
                : new Dictionary<string, PerUserMetrics>(),
            lists?.Summarise() ?? new Dictionary<string, double>());
    }

    /// <summary>The user's relevant items: those not in the history, unless repeats count.</summary>
    internal static int[] Relevant(RankingTask task, int user)
    {
        var targets = task.Targets.Items(user);
        if (task.KeepRepeats) return targets.ToArray();
        var seen = task.History.Items(user);
        var kept = new List<int>(targets.Length);
        var set = seen.Length > 16 ? new HashSet<int>(seen.ToArray()) : null;
        foreach (var item in targets)
            if (set is null ? !seen.Contains(item) : !set.Contains(item)) kept.Add(item);
        return [.. kept];
    }

    private static UserSlice SliceOf(int length, RankingOptions options) =>
        length == 0 ? UserSlice.Cold : length <= options.LightAtMost ? UserSlice.Light : UserSlice.Heavy;

    private sealed class Worker(
        IScorer scorer, RankingTask task, RankingOptions options, ItemSlices? itemSlices, ListStatistics? lists, MetricTable[] tables, int blockSize)
    {
        private readonly float[] _scores = new float[(long)blockSize * scorer.ItemCount];
        private readonly UserHistory[] _histories = new UserHistory[blockSize];
        private readonly RankedList _ranking = new(options.CutOffs[^1]);
        private readonly double[] _values = new double[options.CutOffs.Count * RankingMetrics.PerCutOff];

        public void Run(ReadOnlySpan<int> users, int firstRow)
        {
            var items = scorer.ItemCount;
            for (var b = 0; b < users.Length; b++) _histories[b] = UserHistory.Of(task.History, users[b]);
            if (scorer is IBlockScorer block) block.ScoreBlock(_histories.AsSpan(0, users.Length), _scores.AsSpan(0, users.Length * items));
            else
                for (var b = 0; b < users.Length; b++) scorer.Score(_histories[b], _scores.AsSpan(b * items, items));
            for (var b = 0; b < users.Length; b++) Measure(users[b], firstRow + b, _scores.AsSpan(b * items, items));
        }

        private void Measure(int user, int row, Span<float> scores)
        {
            if (!task.KeepRepeats)
                foreach (var item in task.History.Items(user)) scores[item] = float.NegativeInfinity;
            var relevant = Relevant(task, user);
            _ranking.Build(scores);
            Store(tables[0], row, scores, relevant);
            if (itemSlices is null) return;
            for (var s = 0; s < ItemSlices.Names.Length; s++)
            {
                var part = Array.FindAll(relevant, i => itemSlices.Of(i) == s);
                if (part.Length > 0) Store(tables[s + 1], row, scores, part);
            }
            _ranking.ShuffleTies(scores, options.Seed, user);
            lists!.Add(user, row, _ranking.Items);
        }

        private void Store(MetricTable table, int row, ReadOnlySpan<float> scores, ReadOnlySpan<int> relevant)
        {
            RankingMetrics.Compute(_ranking.Mark(scores, relevant), relevant.Length, options.CutOffs, _values);
            table.Set(row, _values);
        }
    }
}
