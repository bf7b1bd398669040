using Ecom.Domain;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.ItemKnn;

/// <summary>
/// Carries cosines on without the old rows: co-occurrence adds up, and is had back from a cosine and the counts of its items. A new item's weights come out as in a
/// fit; a pair that had been cut from the list of a target starts from nothing, so that it can come out too low.
/// </summary>
internal static class ItemKnnUpdate
{
    /// <summary>An exported model under other item numbers, as <see cref="IIncrementalFamily.Open"/> wants it.</summary>
    public static ItemItemModel Open(string family, string directory, IReadOnlyList<int> numbers, int itemCount)
    {
        var (header, rows, prior, profile) = ItemItemLayout.Read(directory);
        if (header.Family != family) throw new InputException(directory, null, $"holds a model of family '{header.Family}', not '{family}'.");
        if (prior.Length != numbers.Count) throw new InputException(directory, null, $"holds a model of {prior.Length} items, not of {numbers.Count}.");
        var (targets, values, counts) = (Empty<int>(itemCount), Empty<float>(itemCount), new float[itemCount]);
        for (var s = 0; s < numbers.Count; s++)
        {
            if (numbers[s] < 0) continue;
            counts[numbers[s]] = prior[s];
            int[] kept = [.. Enumerable.Range(0, rows.Columns(s).Length).Where(p => numbers[rows.Columns(s)[p]] >= 0)];
            targets[numbers[s]] = [.. kept.Select(p => numbers[rows.Columns(s)[p]])];
            values[numbers[s]] = [.. kept.Select(p => rows.Values(s)[p])];
        }
        // Turned twice, which puts the targets in order.
        return new ItemItemModel(family, header.Parameters, Turn(SparseRows.Transpose(itemCount, targets, values)), counts, profile);
    }

    public static ItemItemModel Run(string family, ItemItemModel model, NewRows news, float shrink, int neighbours, FitContext context)
    {
        if (news.After.ItemCount < model.ItemCount) throw new ArgumentException("The rows know fewer items than the model.", nameof(news));
        var n = news.After.ItemCount;
        var rows = FitRows.Of(new TrainingData { Observed = news.After }, 0);
        var added = new List<int>[rows.UserCount];
        for (var u = 0; u < added.Length; u++) added[u] = [];
        var counts = new float[n];
        model.Prior.CopyTo(counts);
        var now = (float[])counts.Clone();
        foreach (var (user, item, position) in news.Added())
        {
            added[user].Add(position);
            now[item] += Math.Max(0, rows.Weights(user)[position]);
        }

        var old = Turn(model.Rows);
        var columns = new ItemColumns(rows);
        var (sources, values) = (Empty<int>(n), Empty<float>(n));
        Parallel.For(
            0, n, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => (Sums: new float[n], Touched: new List<int>(), Kept: new Strongest(Math.Clamp(neighbours, 1, Math.Max(1, n)))),
            (t, _, state) =>
            {
                var (sums, touched, kept) = state;
                for (var p = 0; t < old.Count && p < old.Columns(t).Length; p++)
                {
                    var s = old.Columns(t)[p];
                    touched.Add(s);
                    sums[s] = old.Values(t)[p] * (MathF.Sqrt(counts[s] * counts[t]) + shrink);
                }
                AddNew(t, sums, touched);
                kept.Clear();
                foreach (var s in touched)
                {
                    if (s != t && sums[s] != 0) kept.Offer(s, sums[s] / (MathF.Sqrt(now[s] * now[t]) + shrink));
                    sums[s] = 0;
                }
                touched.Clear();
                (sources[t], values[t]) = kept.TakeUnsorted();
                return state;
            },
            _ => { });
        return new ItemItemModel(family, model.Parameters, SparseRows.Transpose(n, sources, values), now, model.Profile);

        // A pair is new where either of its entries is.
        void AddNew(int target, float[] sums, List<int> touched)
        {
            var users = columns.Users(target);
            for (var c = 0; c < users.Length; c++)
            {
                var items = rows.Items(users[c]);
                var weights = rows.Weights(users[c]);
                var own = columns.Weights(target)[c];
                var places = added[users[c]];
                var whole = places.Contains(items.IndexOf(target));
                for (var k = 0; k < (whole ? items.Length : places.Count); k++)
                {
                    var q = whole ? k : places[k];
                    if (sums[items[q]] == 0) touched.Add(items[q]);
                    sums[items[q]] += own * weights[q];
                }
            }
        }
    }

    private static SparseRows Turn(SparseRows rows) => SparseRows.Transpose(
        rows.Count, [.. Enumerable.Range(0, rows.Count).Select(r => rows.Columns(r).ToArray())], [.. Enumerable.Range(0, rows.Count).Select(r => rows.Values(r).ToArray())]);

    private static T[][] Empty<T>(int count) => [.. Enumerable.Repeat(Array.Empty<T>(), count)];
}
