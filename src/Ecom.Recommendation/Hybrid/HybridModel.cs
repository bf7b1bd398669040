using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Hybrid;

/// <summary>Fitted components and the trees that re-rank their candidates; owns the components.</summary>
internal sealed class HybridModel(
    string family, Parameters parameters, IReadOnlyList<IFittedModel> parts, PartTransform[] transforms, int perPart, float[]? popularity, TreeEnsemble trees)
    : IFittedModel, ISimilarItems
{
    private readonly RankerScorer _scorer = new(parts, transforms, perPart, popularity, trees);

    public int ItemCount => _scorer.ItemCount;

    public void Score(in UserHistory history, Span<float> scores) => _scorer.Score(history, scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => _scorer.Explain(history, item, most);

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most) => _scorer.Similar(item, most);

    public void Export(string directory) => RankerLayout.Write(
        directory, family, parameters, ItemCount, [.. parts.Select(p => (Action<string>)p.Export)], transforms, perPart, popularity, trees);

    public void Dispose()
    {
        foreach (var part in parts) part.Dispose();
    }
}
