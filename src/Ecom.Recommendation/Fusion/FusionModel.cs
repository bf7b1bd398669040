using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Fusion;

/// <summary>Fitted components with their transforms and weights; owns the components.</summary>
internal sealed class FusionModel(string family, Parameters parameters, IReadOnlyList<IFittedModel> parts, PartTransform[] transforms, float[] weights)
    : IFittedModel, ISimilarItems
{
    private readonly FusionScorer _scorer = new(parts, transforms, weights);

    public int ItemCount => _scorer.ItemCount;

    public void Score(in UserHistory history, Span<float> scores) => _scorer.Score(history, scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => _scorer.Explain(history, item, most);

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most) => _scorer.Similar(item, most);

    public void Export(string directory) =>
        FusionLayout.Write(directory, family, parameters, ItemCount, [.. parts.Select(p => (Action<string>)p.Export)], transforms, weights);

    public void Dispose()
    {
        foreach (var part in parts) part.Dispose();
    }
}
