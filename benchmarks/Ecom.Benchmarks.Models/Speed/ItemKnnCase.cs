using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.ItemKnn;

namespace Ecom.Benchmarks.Models.Speed;

/// <summary>ItemKNN against the sparse product XᵀX, row by row into a dense accumulator, of which nothing is kept.</summary>
internal sealed class ItemKnnCase : ISpeedCase
{
    private const int Pairs = 1_000_000;
    private static readonly Parameters Setting = Parameters.None.With("neighbours", 200).With("shrink", 10);
    private TrainingData _data = null!;
    private ItemColumns _columns = null!;

    public string Name => "itemknn";
    public string Title => $"ItemKNN fit, {Pairs:N0} pairs";
    public string Baseline => "the sparse product XᵀX, nothing kept of it";
    public double? Target => null;
    public int Rounds => 7;
    public double Work { get; private set; }

    public void Prepare()
    {
        _data = new TrainingData { Observed = GeneratedShop.Growing(Pairs, 1) };
        _columns = new ItemColumns(_data.Observed);
        for (var u = 0; u < _data.Observed.UserCount; u++) Work += Math.Pow(_data.Observed.RowLength(u), 2);
        Product();
        Bare();
    }

    public Cost Product() => Timed.Of(() =>
    {
        using var model = new ItemKnnFamily().Fit(_data, Setting, new FitContext(1, Environment.ProcessorCount));
    });

    public Cost Bare()
    {
        var rows = _data.Observed;
        var filled = 0L;
        var cost = Timed.Of(() => Parallel.For(
            0, rows.ItemCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => (Sums: new float[rows.ItemCount], Touched: new int[rows.ItemCount], Filled: 0L),
            (target, _, state) => (state.Sums, state.Touched, state.Filled + Row(rows, target, state.Sums, state.Touched)),
            state => Interlocked.Add(ref filled, state.Filled)));
        return filled > 0 ? cost : throw new InvalidOperationException("The product is empty.");
    }

    private int Row(Interactions rows, int target, float[] sums, int[] touched)
    {
        var users = _columns.Users(target);
        var weights = _columns.Weights(target);
        var count = 0;
        for (var p = 0; p < users.Length; p++)
        {
            var items = rows.Items(users[p]);
            var values = rows.Weights(users[p]);
            for (var q = 0; q < items.Length; q++)
            {
                if (sums[items[q]] == 0) touched[count++] = items[q];
                sums[items[q]] += weights[p] * values[q];
            }
        }
        for (var t = 0; t < count; t++) sums[touched[t]] = 0;
        return count;
    }
}
