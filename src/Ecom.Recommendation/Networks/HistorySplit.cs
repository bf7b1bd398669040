using Ecom.Domain;
using Ecom.Neural.Networks;

namespace Ecom.Recommendation.Networks;

/// <summary>
/// Histories for training a network and for stopping it early: some users keep a part of their items back. The rest of their
/// history is still learned from, so that little is lost and no second fit is needed.
/// </summary>
/// <param name="Vocabulary">Items of the rows.</param>
/// <param name="Histories">All of what there is.</param>
/// <param name="Shown">The same without what is kept back.</param>
/// <param name="Training"><paramref name="Shown"/> as rows.</param>
/// <param name="HeldOut">What is kept back, or null.</param>
/// <param name="HeldOutUsers">The user of each of its rows.</param>
public sealed record HistorySplit(
    ItemVocabulary Vocabulary, Interactions Histories, Interactions Shown, HistoryRows Training, HeldOutRows? HeldOut, IReadOnlyList<int> HeldOutUsers)
{
    private const double UserShare = 0.2, ItemShare = 0.2;
    private const int MostUsers = 500, ShortestHistory = 5;

    public static HistorySplit Of(Interactions interactions, ItemVocabulary vocabulary, int seed)
    {
        var random = new Random(seed);
        var able = Enumerable.Range(0, interactions.UserCount).Where(u => interactions.RowLength(u) >= ShortestHistory).ToArray();
        random.Shuffle(able);
        var chosen = able.Take(Math.Min(MostUsers, (int)(able.Length * UserShare))).Order().ToArray();
        if (chosen.Length == 0) return new HistorySplit(vocabulary, interactions, interactions, new HistoryRows(interactions, vocabulary), null, []);

        var hidden = new bool[interactions.Count];
        foreach (var u in chosen)
        {
            var positions = Enumerable.Range(0, interactions.RowLength(u)).ToArray();
            random.Shuffle(positions);
            foreach (var p in positions.Take(Math.Max(1, (int)(positions.Length * ItemShare)))) hidden[interactions.RowStarts[u] + p] = true;
        }
        var shown = interactions.Where([.. hidden.Select(h => !h)]);
        return new HistorySplit(
            vocabulary, interactions, shown, new HistoryRows(shown, vocabulary),
            new HeldOutRows(new HistoryRows(shown, vocabulary, chosen), new HistoryRows(interactions.Where(hidden), vocabulary, chosen)), chosen);
    }
}
