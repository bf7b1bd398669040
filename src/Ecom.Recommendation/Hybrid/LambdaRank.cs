using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Fusion;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Ecom.Recommendation.Hybrid;

/// <summary>Trains the re-ranker with LightGBM and takes its trees out as plain arrays, so that serving needs neither.</summary>
internal static class LambdaRank
{
    public static TreeEnsemble Train(
        IReadOnlyList<IScorer> parts, PartTransform[] transforms, int perPart, float[]? popularity, InnerHoldout holdout, Parameters parameters, FitContext context)
    {
        var width = RankerFeatures.CountOf(parts.Count, popularity is not null);
        var rows = Rows(parts, transforms, perPart, popularity, holdout, width, context);
        // Nobody's held-out item is among the candidates: there is nothing to learn, and one empty tree keeps the pool's order by ties.
        if (rows.Count == 0) return new TreeEnsemble([0, 0], [0, 1], [], [], [], [], [0]);
        context.Progress?.Invoke("lambdamart", 0, new Dictionary<string, double> { ["rows"] = rows.Count });
        var ml = new MLContext(context.Seed);
        var schema = SchemaDefinition.Create(typeof(RankerRow));
        schema[nameof(RankerRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var data = ml.Data.LoadFromEnumerable(rows, schema);
        var keyed = ml.Transforms.Conversion.MapValueToKey(nameof(RankerRow.Group)).Fit(data).Transform(data);
        var model = ml.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = nameof(RankerRow.Label),
            FeatureColumnName = nameof(RankerRow.Features),
            RowGroupColumnName = nameof(RankerRow.Group),
            NumberOfIterations = (int)parameters.Number("rounds", 250),
            NumberOfLeaves = (int)parameters.Number("leaves", 15),
            LearningRate = parameters.Number("rate", .05),
            MinimumExampleCountPerLeaf = 100,
            CustomGains = [0, 1],
            Seed = context.Seed,
            NumberOfThreads = context.Threads,
            Silent = true,
            Booster = new GradientBooster.Options { L2Regularization = 5, FeatureFraction = .7, SubsampleFraction = .8, SubsampleFrequency = 1 },
        }).Fit(keyed);
        return TreeArrays.From(model.Model.TrainedTreeEnsemble);
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
