using Ecom.Search.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Ecom.Search.Querying;

/// <summary>The words of the catalogue: what a customer may be about to write, or have meant to.</summary>
internal static class WordList
{
    private const int Looked = 500;

    /// <summary>The most frequent words that begin so.</summary>
    public static IReadOnlyList<string> StartingWith(IndexReader reader, string prefix, int most)
    {
        if (MultiFields.GetTerms(reader, SearchFields.Words) is not { } terms) return [];
        var found = new List<(string Word, int Documents)>();
        var words = terms.GetEnumerator();
        if (words.SeekCeil(new BytesRef(prefix)) == TermsEnum.SeekStatus.END) return [];
        do
        {
            var word = words.Term.Utf8ToString();
            if (!word.StartsWith(prefix, StringComparison.Ordinal) || found.Count == Looked) break;
            found.Add((word, words.DocFreq));
        }
        while (words.MoveNext());
        return [.. found.OrderByDescending(w => w.Documents).ThenBy(w => w.Word, StringComparer.Ordinal).Take(most).Select(w => w.Word)];
    }

    /// <summary>
    /// The word most likely meant: the fewest edits (Damerau, transpositions count one) first, the most frequent among those; one edit up to seven letters, two beyond, the first
    /// letter taken for right. Null for short words and where nothing is near.
    /// </summary>
    public static string? Nearest(IndexReader reader, string word)
    {
        if (word.Length < 4 || word.Any(char.IsDigit) || MultiFields.GetTerms(reader, SearchFields.Words) is not { } terms) return null;
        for (var edits = 1; edits <= (word.Length < 8 ? 1 : 2); edits++)
        {
            var near = new FuzzyTermsEnum(terms, new AttributeSource(), new Term(SearchFields.Words, word), edits, prefixLength: 1, transpositions: true);
            (string? Word, int Documents) best = default;
            while (near.MoveNext())
                if (near.DocFreq > best.Documents) best = (near.Term.Utf8ToString(), near.DocFreq);
            if (best.Word is not null) return best.Word;
        }
        return null;
    }
}
