using Ecom.Search.Indexing;
using Ecom.Search.Text;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;

namespace Ecom.Search.Querying;

/// <summary>A query as the index understands it: parts that each have alternatives, after completion and correction of words the index does not have.</summary>
internal sealed record QueryTerms(IReadOnlyList<QueryPart> Parts, string? Corrected)
{
    /// <summary>Words past this are ignored: nobody types so many, and each costs.</summary>
    public const int MostWords = 32;

    public static QueryTerms Parse(IndexReader reader, string text, Synonyms synonyms)
    {
        var words = Tokens.Of(ShopAnalyzer.ForWords, text).Take(MostWords).ToArray();
        string[] corrected = [.. words];
        var completions = new List<string>();
        for (var w = 0; w < words.Length; w++)
        {
            if (IsKnown(reader, words[w]) || IsSynonym(words, w, synonyms)) continue;
            // The last word may not be finished.
            if (w == words.Length - 1 && WordList.StartingWith(reader, words[w], 20) is { Count: > 0 } longer) completions.AddRange(longer.SelectMany(l => Tokens.Of(ShopAnalyzer.ForQueries, l)).Distinct());
            else if (WordList.Nearest(reader, words[w]) is { } near) corrected[w] = near;
        }
        var changed = !corrected.AsSpan().SequenceEqual(words);
        var terms = Tokens.Of(ShopAnalyzer.ForQueries, string.Join(' ', corrected)).Take(MostWords).ToArray();
        return new QueryTerms(Split(terms, synonyms, completions), changed ? string.Join(' ', corrected) : null);
    }

    private static List<QueryPart> Split(string[] terms, Synonyms synonyms, List<string> completions)
    {
        var parts = new List<QueryPart>();
        for (var at = 0; at < terms.Length;)
        {
            var length = Math.Min(synonyms.Longest, terms.Length - at);
            IReadOnlyList<string[]> others = [];
            for (; length > 0; length--)
                if ((others = synonyms.Of(string.Join(' ', terms.AsSpan(at, length)!))).Count > 0) break;
            length = Math.Max(1, length);
            var own = terms[at..(at + length)];
            at += length;
            var prefixes = at == terms.Length ? completions : [];
            parts.Add(new QueryPart(own, others, prefixes, own.All(t => StopAnalyzer.ENGLISH_STOP_WORDS_SET.Contains(t))));
        }
        return parts;
    }

    private static bool IsKnown(IndexReader reader, string word)
    {
        foreach (var stem in Tokens.Of(ShopAnalyzer.ForQueries, word))
            foreach (var (field, _) in SearchFields.Searched)
                if (reader.DocFreq(new Term(field, stem)) > 0) return true;
        return reader.DocFreq(new Term(SearchFields.Words, word)) > 0 || reader.DocFreq(new Term(SearchFields.Id, word)) > 0;
    }

    private static bool IsSynonym(string[] words, int at, Synonyms synonyms)
    {
        for (var from = Math.Max(0, at - synonyms.Longest + 1); from <= at; from++)
            for (var to = at + 1; to <= Math.Min(words.Length, from + synonyms.Longest); to++)
                if (synonyms.Of(string.Join(' ', Tokens.Of(ShopAnalyzer.ForQueries, string.Join(' ', words[from..to])))).Count > 0) return true;
        return false;
    }
}
