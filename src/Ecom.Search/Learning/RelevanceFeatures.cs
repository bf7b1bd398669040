using Ecom.Search.Text;

namespace Ecom.Search.Learning;

/// <summary>
/// What a learned ranker sees of a query and its candidates: BM25 in title and description, how much of the query is there, in which order and where, letters in common
/// (for other spellings), likeness to the other candidates (pseudo-relevance feedback), and the query's own length and rarity. The same in training and serving.
/// </summary>
public sealed class RelevanceFeatures(TextStatistics statistics)
{
    /// <summary>Best candidates by text that stand for what the query is about.</summary>
    private const int Feedback = 5;

    private static readonly string[] _names =
    [
        "title-bm25", "description-bm25", "title-share", "description-share", "either-share", "title-idf-share", "title-all", "title-pairs", "title-run", "title-first",
        "head-in-title", "head-from-end", "letters", "title-length", "description-length", "title-cosine", "feedback-cosine", "centroid-cosine",
        "title-bm25-gap", "either-gap", "query-terms", "query-idf-mean", "query-idf-max", "list-bm25-mean", "missing-idf",
    ];

    /// <summary>Names of the features, in order.</summary>
    public static IReadOnlyList<string> Names => _names;

    public static int Count => _names.Length;

    /// <returns>[candidates × <see cref="Count"/>].</returns>
    public float[] Of(string query, IReadOnlyList<RelevanceDocument> candidates)
    {
        var terms = Tokens.Of(ShopAnalyzer.ForQueries, query).ToArray();
        var letters = TextStatistics.Trigrams(query);
        var idf = terms.Select(statistics.Idf).ToArray();
        var vectors = candidates.Select(c => Vector(c.Title)).ToArray();
        var bm25 = candidates.Select(c => statistics.TitleBm25(terms, c.Title)).ToArray();
        var best = Enumerable.Range(0, candidates.Count).OrderByDescending(i => bm25[i]).Take(Feedback).ToArray();
        var feedback = Sum(best.Select(i => vectors[i]));
        var centroid = Sum(vectors);
        var (feedbackLength, centroidLength) = (Squares(feedback), Squares(centroid));
        var queryVector = Vector(terms);
        var values = new float[candidates.Count * Count];
        for (var i = 0; i < candidates.Count; i++)
        {
            var row = values.AsSpan(i * Count, Count);
            Text(terms, idf, candidates[i], row);
            row[0] = (float)bm25[i];
            row[12] = letters.Count == 0 ? 0 : (float)letters.Count(candidates[i].Letters.Contains) / letters.Count;
            row[15] = Cosine(queryVector, vectors[i]);
            // Without itself: every candidate is like itself.
            row[16] = Without(feedback, feedbackLength, best.Contains(i) ? vectors[i] : null, vectors[i]);
            row[17] = Without(centroid, centroidLength, vectors[i], vectors[i]);
        }
        var bestBm25 = bm25.DefaultIfEmpty().Max();
        var meanBm25 = bm25.DefaultIfEmpty().Average();
        var bestShare = MaximumOf(values, 4);
        for (var i = 0; i < candidates.Count; i++)
        {
            var row = values.AsSpan(i * Count, Count);
            row[18] = (float)(bm25[i] - bestBm25);
            row[19] = row[4] - bestShare;
            row[20] = terms.Length;
            row[21] = idf.Length == 0 ? 0 : (float)idf.Average();
            row[22] = idf.Length == 0 ? 0 : (float)idf.Max();
            row[23] = (float)meanBm25;
        }
        return values;
    }

    private void Text(string[] terms, double[] idf, RelevanceDocument document, Span<float> row)
    {
        var title = document.Title;
        var inTitle = terms.Select(title.Contains).ToArray();
        var inDescription = terms.Select(document.Description.ContainsKey).ToArray();
        var n = Math.Max(1, terms.Length);
        var weight = Math.Max(1e-9, idf.Sum());
        row[1] = (float)statistics.DescriptionBm25(terms, document);
        row[2] = inTitle.Count(x => x) / (float)n;
        row[3] = inDescription.Count(x => x) / (float)n;
        row[4] = Enumerable.Range(0, terms.Length).Count(t => inTitle[t] || inDescription[t]) / (float)n;
        row[5] = (float)(Enumerable.Range(0, terms.Length).Where(t => inTitle[t]).Sum(t => idf[t]) / weight);
        row[6] = terms.Length > 0 && inTitle.All(x => x) ? 1 : 0;
        row[7] = terms.Length < 2 ? row[2] : Pairs(terms, title) / (float)(terms.Length - 1);
        row[8] = Run(terms, title) / (float)n;
        var first = Array.FindIndex(title, terms.Contains);
        row[9] = first < 0 ? 1 : first / (float)Math.Max(1, title.Length);
        var head = terms.Length == 0 ? -1 : Array.LastIndexOf(title, terms[^1]);
        row[10] = head < 0 ? 0 : 1;
        row[11] = head < 0 ? 1 : (title.Length - 1 - head) / (float)title.Length;
        row[13] = title.Length;
        row[14] = document.DescriptionLength;
        row[24] = (float)Enumerable.Range(0, terms.Length).Where(t => !inTitle[t] && !inDescription[t]).Sum(t => idf[t]);
    }

    private static int Pairs(string[] terms, string[] title)
    {
        var pairs = 0;
        for (var t = 0; t + 1 < terms.Length; t++)
            for (var p = 0; p + 1 < title.Length; p++)
                if (title[p] == terms[t] && title[p + 1] == terms[t + 1])
                {
                    pairs++;
                    break;
                }
        return pairs;
    }

    /// <summary>Terms of the longest part of the query that is in the title word for word.</summary>
    private static int Run(string[] terms, string[] title)
    {
        var longest = 0;
        for (var t = 0; t < terms.Length; t++)
            for (var p = 0; p < title.Length; p++)
            {
                var length = 0;
                while (t + length < terms.Length && p + length < title.Length && terms[t + length] == title[p + length]) length++;
                longest = Math.Max(longest, length);
            }
        return longest;
    }

    private Dictionary<string, double> Vector(string[] terms)
    {
        var vector = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var term in terms) vector[term] = statistics.Idf(term);
        var norm = Math.Sqrt(vector.Values.Sum(v => v * v));
        foreach (var term in vector.Keys.ToArray()) vector[term] /= Math.Max(1e-9, norm);
        return vector;
    }

    private static Dictionary<string, double> Sum(IEnumerable<Dictionary<string, double>> vectors)
    {
        var sum = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var vector in vectors)
            foreach (var (term, value) in vector) sum[term] = sum.GetValueOrDefault(term) + value;
        return sum;
    }

    /// <summary>Cosine of a unit vector and a sum that one of its members is taken out of, without writing the difference down.</summary>
    private static float Without(Dictionary<string, double> sum, double squares, Dictionary<string, double>? member, Dictionary<string, double> unit)
    {
        var product = unit.Sum(u => u.Value * sum.GetValueOrDefault(u.Key));
        if (member is not null)
        {
            // |s − m|² = |s|² − 2 s·m + |m|², and m is the unit vector itself.
            var length = Squares(unit);
            squares = squares - (2 * product) + length;
            product -= length;
        }
        return squares < 1e-9 ? 0 : (float)(product / Math.Sqrt(squares));
    }

    private static double Squares(Dictionary<string, double> vector) => vector.Values.Sum(v => v * v);

    private static float Cosine(Dictionary<string, double> a, Dictionary<string, double> unit) => Without(a, Squares(a), null, unit);

    private static float MaximumOf(float[] values, int feature)
    {
        var maximum = float.NegativeInfinity;
        for (var at = feature; at < values.Length; at += Count) maximum = MathF.Max(maximum, values[at]);
        return maximum;
    }
}
