using Ecom.Search.Indexing;
using Lucene.Net.Index;

namespace Ecom.Search.Learning;

/// <summary>How often terms occur in a catalogue, for BM25 and for weights by rarity.</summary>
public sealed class TextStatistics
{
    private const double K1 = 1.2;
    private const double B = .75;

    private readonly Dictionary<string, int> _titles;
    private readonly Dictionary<string, int> _descriptions;
    private readonly int _documents;
    private readonly double _titleLength;
    private readonly double _descriptionLength;

    /// <summary>As the index has counted already: reading the counts takes a moment, counting again would take minutes.</summary>
    public TextStatistics(SearchIndex index)
    {
        _documents = index.Products;
        (_titles, _titleLength) = Counted(index.Reader, SearchFields.Title);
        (_descriptions, _descriptionLength) = Counted(index.Reader, SearchFields.Description);
    }

    /// <summary>Rarity of a term in titles, above zero.</summary>
    public double Idf(string term) => Idf(_titles, term);

    internal double TitleBm25(string[] query, string[] title) => Bm25(query, term => title.Count(t => t == term), title.Length, _titles, _titleLength);

    internal double DescriptionBm25(string[] query, RelevanceDocument document) =>
        Bm25(query, term => document.Description.GetValueOrDefault(term), document.DescriptionLength, _descriptions, _descriptionLength);

    /// <summary>Three neighbouring letters each, packed: many products' are kept at once.</summary>
    internal static HashSet<ulong> Trigrams(string? text)
    {
        var letters = $" {text?.ToLowerInvariant()} ";
        return [.. Enumerable.Range(0, Math.Max(0, letters.Length - 2)).Select(i => letters[i] | ((ulong)letters[i + 1] << 16) | ((ulong)letters[i + 2] << 32))];
    }

    private static (Dictionary<string, int> Documents, double MeanLength) Counted(IndexReader reader, string field)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (MultiFields.GetTerms(reader, field) is not { } terms) return (counts, 1);
        foreach (var term in terms) counts[term.Term.Utf8ToString()] = term.DocFreq;
        return (counts, Math.Max(1, terms.SumTotalTermFreq / (double)Math.Max(1, reader.MaxDoc)));
    }

    private double Bm25(string[] query, Func<string, int> countOf, int length, Dictionary<string, int> frequencies, double meanLength)
    {
        var sum = 0d;
        foreach (var term in query.Distinct())
        {
            var count = countOf(term);
            if (count > 0) sum += Idf(frequencies, term) * count * (K1 + 1) / (count + (K1 * (1 - B + (B * length / meanLength))));
        }
        return sum;
    }

    private double Idf(Dictionary<string, int> frequencies, string term)
    {
        var documents = frequencies.GetValueOrDefault(term);
        return Math.Log(1 + ((_documents - documents + .5) / (documents + .5)));
    }
}
