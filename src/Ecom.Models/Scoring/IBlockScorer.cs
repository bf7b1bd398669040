namespace Ecom.Models.Scoring;

/// <summary>A scorer that is faster for many users at once.</summary>
public interface IBlockScorer : IScorer
{
    /// <summary>As <see cref="IScorer.Score"/>, user after user.</summary>
    /// <param name="histories">The users.</param>
    /// <param name="scores">[users × items], row-major; overwritten.</param>
    void ScoreBlock(ReadOnlySpan<UserHistory> histories, Span<float> scores);
}
