namespace Ecom.Models.Scoring;

/// <summary>The same score for everyone, such as popularity.</summary>
public sealed class ItemScoresScorer(float[] values) : IScorer
{
    public int ItemCount => values.Length;

    public void Score(in UserHistory history, Span<float> scores) => values.CopyTo(scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];
}
