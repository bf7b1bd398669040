namespace Ecom.Models.Scoring;

/// <summary>A fitted model ready to score. Safe for concurrent callers.</summary>
public interface IScorer
{
    int ItemCount { get; }

    /// <summary>Writes a score per item, higher is better; finite everywhere. Seen items are not removed here.</summary>
    /// <param name="history">The user; may be empty.</param>
    /// <param name="scores">Length <see cref="ItemCount"/>; overwritten.</param>
    void Score(in UserHistory history, Span<float> scores);

    /// <summary>
    /// The items of the history that raise the score of <paramref name="item"/> most, strongest first. Empty where the
    /// model does not work by items (popularity).
    /// </summary>
    IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most);

    /// <summary>The same for several items, in their order: a scorer may then go through the history once for a whole list.</summary>
    IReadOnlyList<(int Item, float Share)>[] Explain(in UserHistory history, ReadOnlySpan<int> items, int most)
    {
        var because = new IReadOnlyList<(int Item, float Share)>[items.Length];
        for (var k = 0; k < because.Length; k++) because[k] = Explain(history, items[k], most);
        return because;
    }
}
