using Ecom.Domain;
using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.ImplicitAls;
using TorchSharp;
using static TorchSharp.torch;

namespace Ecom.Benchmarks.Models.Speed;

/// <summary>
/// An epoch of iALS against torch solving the same normal equations: rows of equal length in batches, their factors gathered, multiplied and factorised.
/// </summary>
internal sealed class ImplicitAlsCase : ISpeedCase
{
    private const int Pairs = 1_000_000, Factors = 64, RowsAtOnce = 1 << 16;
    private static readonly Parameters Setting = Parameters.None.With("factors", Factors).With("alpha", .1).With("lambda", .003).With("epochs", 2);
    private TrainingData _data = null!;
    private float[] _users = null!, _items = null!;
    private (long[] Indices, int Rows, int Length)[] _byUser = null!, _byItem = null!;

    public string Name => "ials";
    public string Title => $"iALS epoch, {Pairs:N0} pairs, {Factors} factors";
    public string Baseline => "torch: the same normal equations, batched `bmm`, `linalg.cholesky`, `cholesky_solve`";
    public double? Target => null;
    public int Rounds => 5;
    public double Work { get; private set; }

    public void Prepare()
    {
        TorchRuntime.EnsureLoaded();
        set_num_threads(Environment.ProcessorCount);
        _data = new TrainingData { Observed = GeneratedShop.Growing(Pairs, 1) };
        var (rows, d) = (_data.Observed, (double)Factors);
        Work = (rows.Count * d * (d + 1)) + ((rows.UserCount + rows.ItemCount) * ((d * d * d / 6) + (1.5 * d * d)));
        var columns = new ItemColumns(rows);
        _byUser = Batches(rows.UserCount, rows.RowLength, u => rows.Items(u));
        _byItem = Batches(rows.ItemCount, i => columns.Users(i).Length, i => columns.Users(i));
        var random = new Random(1);
        _users = [.. Enumerable.Range(0, rows.UserCount * Factors).Select(_ => (random.NextSingle() - .5f) / Factors)];
        _items = [.. Enumerable.Range(0, rows.ItemCount * Factors).Select(_ => (random.NextSingle() - .5f) / Factors)];
        Product();
        Bare();
    }

    public Cost Product() => Timed.Epoch(progress =>
    {
        using var model = new ImplicitAlsFamily().Fit(_data, Setting, new FitContext(1, Environment.ProcessorCount, progress));
    });

    public Cost Bare() => Timed.Of(() =>
    {
        Solve(_items, _byUser);
        Solve(_users, _byItem);
    });

    private static void Solve(float[] given, (long[] Indices, int Rows, int Length)[] batches)
    {
        using var noGrad = no_grad();
        using var outer = NewDisposeScope();
        var factors = frombuffer(given, ScalarType.Float32).reshape(-1, Factors);
        var common = (factors.t().matmul(factors) * .1f) + eye(Factors);
        foreach (var (indices, rows, length) in batches)
        {
            using var scope = NewDisposeScope();
            var gathered = factors.index_select(0, tensor(indices)).reshape(rows, length, Factors);
            var systems = gathered.transpose(1, 2).bmm(gathered).add_(common);
            cholesky_solve(gathered.sum(1).unsqueeze(2), linalg.cholesky(systems));
        }
    }

    private static (long[], int, int)[] Batches(int rows, Func<int, int> length, RowOf row) =>
        [.. Enumerable.Range(0, rows).Where(r => length(r) > 0).GroupBy(length)
            .SelectMany(g => g.Chunk(Math.Max(1, RowsAtOnce / Math.Max(Factors, g.Key))).Select(c => (Indices(c, g.Key, row), c.Length, g.Key)))];

    private static long[] Indices(int[] rows, int length, RowOf row)
    {
        var indices = new long[rows.Length * length];
        for (var r = 0; r < rows.Length; r++)
        {
            var items = row(rows[r]);
            for (var p = 0; p < length; p++) indices[(r * length) + p] = items[p];
        }
        return indices;
    }

    private delegate ReadOnlySpan<int> RowOf(int row);
}
