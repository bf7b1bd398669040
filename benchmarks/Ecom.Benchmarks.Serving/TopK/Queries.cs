using System.Buffers;
using BenchmarkDotNet.Attributes;
using Ecom.Models.Scoring;
using Best = Ecom.Models.Scoring.TopK;

namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>A whole query on one thread: folding a history of 20 items in by ridge regression, scoring every item, selecting the best 20.</summary>
public class Queries
{
    private const int K = 20;

    private FactorScorer _scorer = null!;
    private UserHistory _history;

    [Params(100_000, 1_000_000)]
    public int Items { get; set; }

    [Params(32, 8)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var factors = new float[Items * TopKBenchmark.Dimensions];
        for (var k = 0; k < factors.Length; k++) factors[k] = random.NextSingle() - .5f;
        _scorer = new FactorScorer(factors, new float[Items], new float[Items], new FactorSettings(FoldIn.Ridge, ProfileWeighting.Binary, .1f, .01f, 1), Bits);
        _history = new UserHistory(
            Enumerable.Range(0, 20).Select(_ => random.Next(Items)).ToArray(), Enumerable.Repeat(1f, 20).ToArray(), ReadOnlyMemory<long>.Empty);
    }

    [Benchmark]
    public (int Item, float Score)[] Query()
    {
        var rented = ArrayPool<float>.Shared.Rent(Items);
        try
        {
            var scores = rented.AsSpan(0, Items);
            _scorer.Score(_history, scores);
            return Best.Select(scores, K);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
