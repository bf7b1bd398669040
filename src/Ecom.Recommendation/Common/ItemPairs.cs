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
            (sources[target], values[target]) = kept.TakeUnsorted();
            var finished = Interlocked.Increment(ref done);
            if (finished % 4096 == 0) context.Progress?.Invoke("similarities", (double)finished / items, null);
        });
        return SparseRows.Transpose(items, sources, values);
    }

    /// <summary>Calls back with every target's touched items, in no order, and their sums; the spans are valid within the call.</summary>
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
                var work = 0L;
                foreach (var user in columns.Users(target)) work += rows.RowLength(user);
                // Where the sums will fill most of the row anyway, looking through it is cheaper than keeping a list.
                var count = work >= items ? Full(rows, columns, target, dots, touched) : Sparse(rows, columns, target, dots, touched, seen);
                action(target, touched.AsSpan(0, count), dots, mine);
                if (work >= items) Array.Clear(dots);
                else
                    foreach (var item in touched.AsSpan(0, count)) dots[item] = 0;
                return state;
            },
            _ => { });
    }

    private static int Full(Interactions rows, ItemColumns columns, int target, float[] dots, int[] touched)
    {
        var users = columns.Users(target);
        var weights = columns.Weights(target);
        for (var p = 0; p < users.Length; p++)
        {
            var row = rows.Items(users[p]);
            var rowWeights = rows.Weights(users[p]);
            for (var q = 0; q < row.Length; q++) dots[row[q]] += weights[p] * rowWeights[q];
        }
        var count = 0;
        for (var i = 0; i < dots.Length; i++)
            if (dots[i] != 0) touched[count++] = i;
        return count;
    }

    private static int Sparse(Interactions rows, ItemColumns columns, int target, float[] dots, int[] touched, bool[] seen)
    {
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
        for (var t = 0; t < count; t++) seen[touched[t]] = false;
        return count;
    }

    /// <summary>Receives one target's row of XᵀX.</summary>
    public delegate void TargetAction<in TLocal>(int target, ReadOnlySpan<int> touched, ReadOnlySpan<float> dots, TLocal local);
}
