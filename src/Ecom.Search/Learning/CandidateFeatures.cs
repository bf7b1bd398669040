namespace Ecom.Search.Learning;

/// <summary>
/// What the served ranker sees of a query and the products found: <see cref="RelevanceFeatures"/>, the index's own score (which knows brand, category and synonyms), and
/// behaviour, as popularity. One object serves a catalogue; safe for concurrent use.
/// </summary>
/// <param name="statistics">Of the catalogue's index.</param>
public sealed class CandidateFeatures(TextStatistics statistics)
{
    private static readonly string[] _names = [.. RelevanceFeatures.Names, "index-score", "index-share", "popularity", "popularity-share"];

    private readonly RelevanceFeatures _text = new(statistics);
    private readonly DocumentCache _documents = new();

    /// <summary>Names of the features, in order.</summary>
    public static IReadOnlyList<string> Names => _names;

    public static int Count => _names.Length;

    /// <param name="query">As it was understood, misspelt words corrected.</param>
    /// <param name="candidates">All that are to be ordered: some features are about the others too.</param>
    /// <returns>[candidates × <see cref="Count"/>].</returns>
    public float[] Of(string query, IReadOnlyList<SearchCandidate> candidates)
    {
        var text = _text.Of(query, [.. candidates.Select(c => _documents.Of(c.Product))]);
        var (best, most) = (0f, 0f);
        foreach (var candidate in candidates) (best, most) = (MathF.Max(best, candidate.Score), MathF.Max(most, Popularity(candidate)));
        var values = new float[candidates.Count * Count];
        for (var i = 0; i < candidates.Count; i++)
        {
            var row = values.AsSpan(i * Count, Count);
            text.AsSpan(i * RelevanceFeatures.Count, RelevanceFeatures.Count).CopyTo(row);
            var own = row[RelevanceFeatures.Count..];
            own[0] = candidates[i].Score;
            own[1] = best > 0 ? candidates[i].Score / best : 0;
            own[2] = Popularity(candidates[i]);
            own[3] = most > 0 ? own[2] / most : 0;
        }
        return values;
    }

    private static float Popularity(in SearchCandidate candidate) => MathF.Log(1 + MathF.Max(0, candidate.Popularity));
}
