using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Common;

/// <summary>A fitted model that consists of item-to-item weights.</summary>
public sealed class ItemItemModel(string family, Parameters parameters, SparseRows rows, float[] prior, ProfileWeighting profile) : IFittedModel, ISimilarItems, IPairWeights
{
    private readonly ItemItemScorer _scorer = new(rows, prior, profile);

    public int ItemCount => rows.Count;

    /// <summary>As exported: the settings that made it.</summary>
    public Parameters Parameters => parameters;

    /// <summary>Row h: what history item h adds to other items.</summary>
    public SparseRows Rows => rows;

    /// <summary>Per item, what its popularity counts for.</summary>
    public ReadOnlySpan<float> Prior => prior;

    public ProfileWeighting Profile => profile;

    public void Score(in UserHistory history, Span<float> scores) => _scorer.Score(history, scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => _scorer.Explain(history, item, most);

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most) => _scorer.Similar(item, most);

    public float Weight(int source, int target) => _scorer.Weight(source, target);

    public void Export(string directory) => ItemItemLayout.Write(directory, family, parameters, rows, prior, profile);

    public void Dispose()
    {
    }
}
