using Ecom.Models.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Ecom.Recommendation.Hybrid;

/// <summary>LambdaMART (Burges 2010) by LightGBM, taken out as plain arrays, so that whoever scores needs neither.</summary>
public static class LambdaMart
{
    /// <param name="rows">All groups; at least one.</param>
    /// <param name="features">Length of each row's features.</param>
    /// <param name="options">Settings.</param>
    /// <param name="seed">Of row and feature sampling.</param>
    /// <param name="threads">At most.</param>
    public static TreeEnsemble Train(IReadOnlyList<RankerRow> rows, int features, LambdaMartOptions options, int seed, int threads)
    {
        var ml = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(RankerRow));
        schema[nameof(RankerRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        var data = ml.Data.LoadFromEnumerable(rows, schema);
        var keyed = ml.Transforms.Conversion.MapValueToKey(nameof(RankerRow.Group)).Fit(data).Transform(data);
        var model = ml.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = nameof(RankerRow.Label),
            FeatureColumnName = nameof(RankerRow.Features),
            RowGroupColumnName = nameof(RankerRow.Group),
            NumberOfIterations = options.Rounds,
            NumberOfLeaves = options.Leaves,
            LearningRate = options.Rate,
            MinimumExampleCountPerLeaf = options.MinimumLeaf,
            CustomGains = options.Gains,
            Seed = seed,
            NumberOfThreads = threads,
            Silent = true,
            Booster = new GradientBooster.Options { L2Regularization = 5, FeatureFraction = .7, SubsampleFraction = .8, SubsampleFrequency = 1 },
        }).Fit(keyed);
        return TreeArrays.From(model.Model.TrainedTreeEnsemble);
    }
}
