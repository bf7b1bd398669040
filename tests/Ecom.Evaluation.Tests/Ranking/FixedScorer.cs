using Ecom.Models.Scoring;

namespace Ecom.Evaluation.Tests.Ranking;

/// <summary>Scores by a function of the user's row.</summary>
internal sealed class FixedScorer(int items, Func<int, float[]> scoresOf) : IScorer
{
    public int ItemCount => items;

    public void Score(in UserHistory history, Span<float> scores) => scoresOf(history.UserIndex).CopyTo(scores);

    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];
}
