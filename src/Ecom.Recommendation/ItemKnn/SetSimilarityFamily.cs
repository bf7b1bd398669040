using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.ItemKnn;

/// <summary>
/// Item-based nearest neighbours by how two items' sets of users overlap: with n_s and n_t users and c in common, asymmetric cosine
/// c/(n_s^α·n_t^(1−α) + shrink) (Aiolli 2013), Tversky c/(c + α(n_s − c) + β(n_t − c) + shrink), and Jaccard, which is Tversky with α = β = 1.
/// </summary>
public sealed class SetSimilarityFamily : IRecommenderFamily
{
    private readonly SetSimilarity _similarity;

    public SetSimilarityFamily(SetSimilarity similarity)
    {
        _similarity = similarity;
        Name = "itemknn-" + similarity.ToString().ToLowerInvariant();
    }

    public string Name { get; }

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("decay", 1).With("shrink", 10);
        var space = new ParameterSpace();
        foreach (var neighbours in new[] { 100, 400 })
        {
            space.Known(_similarity switch
            {
                SetSimilarity.Asymmetric => start.With("neighbours", neighbours).With("alpha", .3),
                SetSimilarity.Tversky => start.With("neighbours", neighbours).With("alpha", neighbours == 100 ? 1 : .3).With("beta", .1),
                _ => start.With("neighbours", neighbours),
            });
        }
        space.Choice("neighbours", 20, 50, 100, 200, 400, 800).Log("shrink", 1, 500).Choice("decay", 1, 1, .9, .8, .6);
        if (_similarity == SetSimilarity.Asymmetric) space.Choice("alpha", .1, .2, .3, .4, .5, .6, .7, .8, .9);
        if (_similarity == SetSimilarity.Tversky) space.Log("alpha", .02, 3).Log("beta", .005, 2);
        return space.Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new ItemKnnFamily().Estimate(shape, parameters);

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var rows = FitRows.Of(data, 0);
        var counts = FitRows.Prior(rows);
        var shrink = (float)parameters.Number("shrink", 10);
        var alpha = (float)parameters.Number("alpha", _similarity == SetSimilarity.Asymmetric ? .5 : 1);
        var beta = (float)parameters.Number("beta", 1);
        float Similarity(int s, int t, float dot) => _similarity == SetSimilarity.Asymmetric
            ? dot / ((MathF.Pow(counts[s], alpha) * MathF.Pow(counts[t], 1 - alpha)) + shrink)
            : dot / (dot + (alpha * (counts[s] - dot)) + (beta * (counts[t] - dot)) + shrink);
        var kept = ItemPairs.Neighbours(rows, new ItemColumns(rows), (int)parameters.Number("neighbours", 100), Similarity, context);
        return new ItemItemModel(Name, parameters, kept, counts, new ProfileWeighting((float)parameters.Number("decay", 1), 0));
    }
}
