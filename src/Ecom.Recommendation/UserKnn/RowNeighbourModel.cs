using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.UserKnn;

/// <summary>A model that is its training rows.</summary>
public sealed class RowNeighbourModel(string family, Parameters parameters, Interactions rows, NeighbourSettings settings) : IFittedModel
{
    private readonly RowNeighbourScorer _scorer = new(rows, settings);

    public int ItemCount => rows.ItemCount;

    public void Score(in UserHistory history, Span<float> scores) => _scorer.Score(history, scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => _scorer.Explain(history, item, most);

    public void Export(string directory) => RowNeighbourLayout.Write(directory, family, parameters, rows, settings);

    public void Dispose()
    {
    }
}
