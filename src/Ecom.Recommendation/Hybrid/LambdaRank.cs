using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Fusion;

namespace Ecom.Recommendation.Hybrid;

/// <summary>Trains the re-ranker of candidates on what an inner holdout shows.</summary>
internal static class LambdaRank
{
    public static TreeEnsemble Train(
        IReadOnlyList<IScorer> parts, PartTransform[] transforms, int perPart, float[]? popularity, InnerHoldout holdout, Parameters parameters, FitContext context)
    {
        var width = RankerFeatures.CountOf(parts, popularity is not null);
        var rows = Rows(parts, transforms, perPart, popularity, holdout, width, context);
        // Nobody's held-out item is among the candidates: there is nothing to learn, and one empty tree keeps the pool's order by ties.
        if (rows.Count == 0) return new TreeEnsemble([0, 0], [0, 1], [], [], [], [], [0]);
        context.Progress?.Invoke("lambdamart", 0, new Dictionary<string, double> { ["rows"] = rows.Count });
        var options = new LambdaMartOptions(
            (int)parameters.Number("rounds", 250), (int)parameters.Number("leaves", 15), parameters.Number("rate", .05), MinimumLeaf: 100, Gains: [0, 1]);
        return LambdaMart.Train(rows, width, options, context.Seed, context.Threads);
    }

    private static List<RankerRow> Rows(
        IReadOnlyList<IScorer> parts, PartTransform[] transforms, int perPart, float[]? popularity, InnerHoldout holdout, int width, FitContext context)
    {
        var users = holdout.Users(int.MaxValue, context.Seed);
        var blocks = new List<RankerRow>[users.Length];
        Parallel.For(
            0, users.Length, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => new RankerFeatures(parts, transforms, perPart, popularity),
            (u, _, features) =>
            {
                var (items, values) = features.Of(UserHistory.Of(holdout.Task.History, users[u]));
                var targets = holdout.Task.Targets.Items(users[u]).ToArray();
                blocks[u] = [];
                // A group without a hit has no pair to order.
                if (!items.Any(targets.Contains)) return features;
                for (var i = 0; i < items.Length; i++)
                {
                    blocks[u].Add(new RankerRow
                    {
                        Group = (uint)u, Label = targets.Contains(items[i]) ? 1 : 0, Features = values.AsSpan(i * width, width).ToArray(),
                    });
                }
                return features;
            },
            _ => { });
        return [.. blocks.SelectMany(b => b)];
    }
}
