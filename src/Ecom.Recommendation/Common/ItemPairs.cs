using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Common;

/// <summary>
/// The sparse product XᵀX target by target: for item j, Σ_u x_uj·x_ui over all i that share a user with it. One dense accumulator a thread,
/// so memory grows with the items and the kept neighbours, not with the pairs.
/// </summary>
public static class ItemPairs
{
    /// <summary>Turns the raw co-occurrence of (source, target) into a similarity.</summary>
    public delegate float Similarity(int source, int target, float dot);

    /// <summary>The <paramref name="neighbours"/> strongest sources of every target, as rows by source.</summary>
    public static SparseRows Neighbours(Interactions rows, ItemColumns columns, int neighbours, Similarity similarity, FitContext context)
    {
        var items = rows.ItemCount;
        var sources = new int[items][];
        var values = new float[items][];
        var done = 0;
        ForEachTarget(rows, columns, context, () => new Strongest(Math.Clamp(neighbours, 1, Math.Max(1, items))), (target, touched, dots, kept) =>
        {
            kept.Clear();
            foreach (var source in touched)
                if (source != target) kept.Offer(source, similarity(source, target, dots[source]));
            (sources[target], values[target]) = kept.Take();
            var finished = Interlocked.Increment(ref done);
            if (finished % 4096 == 0) context.Progress?.Invoke("similarities", (double)finished / items, null);
        });
        return SparseRows.Transpose(items, sources, values);
    }

    /// <summary>Calls back with every target's touched items and their sums; the spans are valid within the call.</summary>
    public static void ForEachTarget<TLocal>(
        Interactions rows, ItemColumns columns, FitContext context, Func<TLocal> local, TargetAction<TLocal> action)
    {
        var items = rows.ItemCount;
        Parallel.For(
            0, items, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => (Dots: new float[items], Touched: new int[items], Seen: new bool[items], Local: local()),
            (target, _, state) =>
            {
                var (dots, touched, seen, mine) = state;
                var count = 0;
                var users = columns.Users(target);
                var weights = columns.Weights(target);
                for (var p = 0; p < users.Length; p++)
                {
                    var row = rows.Items(users[p]);
                    var rowWeights = rows.Weights(users[p]);
                    for (var q = 0; q < row.Length; q++)
                    {
                        var item = row[q];
                        if (!seen[item])
                        {
                            seen[item] = true;
                            touched[count++] = item;
                        }
                        dots[item] += weights[p] * rowWeights[q];
                    }
                }
                // In item order, so that ties among neighbours do not depend on the order of users.
                var found = touched.AsSpan(0, count);
                found.Sort();
                action(target, found, dots, mine);
                foreach (var item in found)
                {
                    dots[item] = 0;
                    seen[item] = false;
                }
                return state;
            },
            _ => { });
    }

    /// <summary>Receives one target's row of XᵀX.</summary>
    public delegate void TargetAction<in TLocal>(int target, ReadOnlySpan<int> touched, ReadOnlySpan<float> dots, TLocal local);
}
