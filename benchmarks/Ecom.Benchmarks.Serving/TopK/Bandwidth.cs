using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Ecom.Models.Scoring;

namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>
/// Scores catalogues of a million items one after the other, together four times the last-level cache, beside a vectorised sum that only reads the same arrays. Every thread
/// takes every so-manieth catalogue and has one array of scores.
/// </summary>
public class Bandwidth
{
    private const int Items = 1_000_000;

    private static (int Bits, IFactorProduct[] Tables) _made;
    private readonly float[] _user = new float[TopKBenchmark.Dimensions];
    private float[][] _scores = [];
    private long[] _sums = [];

    [Params(32, 8)]
    public int Bits { get; set; }

    [ParamsSource(nameof(ThreadCounts))]
    public int Threads { get; set; }

    public static IEnumerable<int> ThreadCounts => new[] { 1, Environment.ProcessorCount }.Distinct();

    /// <summary>Of all arrays of so many bits.</summary>
    public static long Bytes(int bits) => Tables(bits) * BytesOfOne(bits);

    [GlobalSetup]
    public void Setup()
    {
        _scores = [.. Enumerable.Range(0, Threads).Select(_ => new float[Items])];
        _sums = new long[Threads];
        var random = new Random(1);
        for (var d = 0; d < _user.Length; d++) _user[d] = random.NextSingle() - .5f;
        if (_made.Bits == Bits) return;
        _made = default;
        var factors = new float[Items * TopKBenchmark.Dimensions];
        for (var k = 0; k < factors.Length; k++) factors[k] = random.NextSingle() - .5f;
        _made = (Bits, [.. Enumerable.Range(0, Tables(Bits)).Select(_ => Make(factors))]);
    }

    [Benchmark(Baseline = true)]
    public void Read() => OnAllThreads((thread, table) => _sums[thread] += Sum(table is QuantisedFactors q ? q.Storage : ((PackedFactors)table).Storage));

    [Benchmark]
    public void Score() => OnAllThreads((thread, table) => table.Multiply(_user, 1, _scores[thread]));

    private static long BytesOfOne(int bits) => (long)Items * TopKBenchmark.Dimensions * bits / 8;

    private static int Tables(int bits)
    {
        var least = (int)(((4 * LastLevelCache.Bytes) + BytesOfOne(bits) - 1) / BytesOfOne(bits));
        // The same number for every thread.
        return (least + Environment.ProcessorCount - 1) / Environment.ProcessorCount * Environment.ProcessorCount;
    }

    private IFactorProduct Make(float[] factors) => Bits == 8
        ? new QuantisedFactors(factors, Items, TopKBenchmark.Dimensions)
        : new PackedFactors(factors, Items, TopKBenchmark.Dimensions);

    private void OnAllThreads(Action<int, IFactorProduct> work)
    {
        var tables = _made.Tables;
        var others = Enumerable.Range(1, Threads - 1).Select(t => new Thread(() => Run(t))).ToArray();
        foreach (var other in others) other.Start();
        Run(0);
        foreach (var other in others) other.Join();

        void Run(int thread)
        {
            for (var k = thread; k < tables.Length; k += Threads) work(thread, tables[k]);
        }
    }

    private static long Sum(ReadOnlySpan<byte> bytes)
    {
        var numbers = MemoryMarshal.Cast<byte, long>(bytes);
        ref var first = ref MemoryMarshal.GetReference(numbers);
        Vector<long> a = default, b = default, c = default, d = default;
        nuint k = 0, step = (nuint)Vector<long>.Count;
        for (; k + (4 * step) <= (nuint)numbers.Length; k += 4 * step)
        {
            a += Vector.LoadUnsafe(ref first, k);
            b += Vector.LoadUnsafe(ref first, k + step);
            c += Vector.LoadUnsafe(ref first, k + (2 * step));
            d += Vector.LoadUnsafe(ref first, k + (3 * step));
        }
        var sum = Vector.Sum(a + b + c + d);
        for (; k < (nuint)numbers.Length; k++) sum += numbers[(int)k];
        return sum;
    }
}
