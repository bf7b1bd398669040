using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Scoring;
using Ecom.Neural.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Ecom.Benchmarks.Models.Speed;

/// <summary>The whole measurement (fold-in, scores, ranking, metrics and slices) against the product of user and item factors in blocks of users.</summary>
internal sealed class RankingCase : ISpeedCase
{
    private const int Users = 20_000, Items = 12_000, Factors = 64, Block = 64;
    private FactorScorer _scorer = null!;
    private RankingTask _task = null!;
    private float[] _users = null!, _items = null!;

    public string Name => "ranking";
    public string Title => $"Full-ranking evaluation, {Users:N0} users × {Items:N0} items, {Factors} factors, default metrics and slices";
    public string Baseline => $"torch's score product in blocks of {Block} users";
    public double? Target => 1.5;
    public int Rounds => 7;
    public double Work => (double)Users * Items * Factors;

    public void Prepare()
    {
        TorchRuntime.EnsureLoaded();
        set_num_threads(Environment.ProcessorCount);
        var random = new Random(1);
        _items = [.. Enumerable.Range(0, Items * Factors).Select(_ => random.NextSingle() - .5f)];
        _users = [.. Enumerable.Range(0, Users * Factors).Select(_ => random.NextSingle() - .5f)];
        var history = GeneratedShop.Make(Users, Items, Users * 20, 1);
        var targets = GeneratedShop.Make(Users, Items, Users * 5, 2);
        var prior = history.ItemCounts().Select(c => (float)c).ToArray();
        _scorer = new FactorScorer(_items, new float[Items], prior, new FactorSettings(FoldIn.Sum, new ProfileWeighting(1, 0)));
        _task = new RankingTask { History = history, Targets = targets, FitCounts = history.ItemCounts(), FitUsers = Users };
        Product();
        Bare();
    }

    public Cost Product() => Timed.Of(() =>
        RankingEvaluator.Evaluate(_scorer, _task, new RankingOptions { Threads = Environment.ProcessorCount }));

    public Cost Bare()
    {
        using var noGrad = no_grad();
        using var outer = NewDisposeScope();
        var items = frombuffer(_items, ScalarType.Float32).reshape(Items, Factors).t();
        var users = frombuffer(_users, ScalarType.Float32).reshape(Users, Factors);
        var scores = zeros(Block, Items);
        return Timed.Of(() =>
        {
            for (var first = 0; first < Users; first += Block)
            {
                using var scope = NewDisposeScope();
                var count = Math.Min(Block, Users - first);
                scores[..count].addmm_(users[first..(first + count)], items, 0, 1);
            }
        });
    }
}
