using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Popularity;

/// <summary>A score per item.</summary>
public sealed class PopularityModel(Parameters parameters, float[] values) : IFittedModel
{
    public int ItemCount => values.Length;

    public void Score(in UserHistory history, Span<float> scores) => values.CopyTo(scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];

    public void Export(string directory) => ItemScoresLayout.Write(directory, "popularity", parameters, values);

    public void Dispose()
    {
    }
}
