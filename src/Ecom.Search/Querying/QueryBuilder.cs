using Ecom.Search.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Ecom.Search.Querying;

/// <summary>
/// Makes Lucene queries: every word in the best of its fields (disjunction maximum, so that a word in title and description does not count twice), with
/// BM25 (Robertson and Zaragoza 2009) in each.
/// </summary>
internal static class QueryBuilder
{
    private const float TieBreaker = .1f;
    private const float SynonymBoost = .8f;
    private const float CompletionBoost = .5f;
    private const float PhraseBoost = .5f;
    private const float IdBoost = 10;

    /// <param name="terms">The query.</param>
    /// <param name="text">As typed: it may be a product's id.</param>
    /// <param name="minimumShare">Share of the words that must match, 0 to 1.</param>
    public static Query Build(QueryTerms terms, string text, double minimumShare)
    {
        var words = new BooleanQuery();
        // 'The who' is a query too: where every word is optional none is.
        var allOptional = terms.Parts.All(p => p.Optional);
        var required = terms.Parts.Count(p => allOptional || !p.Optional);
        foreach (var part in terms.Parts)
            words.Add(Part(part), minimumShare >= 1 && (allOptional || !part.Optional) ? Occur.MUST : Occur.SHOULD);
        if (minimumShare < 1) words.MinimumNumberShouldMatch = Math.Max(1, (int)Math.Ceiling(minimumShare * required));
        var scored = new BooleanQuery { { words, Occur.MUST } };
        if (terms.Parts.Count > 1)
        {
            var phrase = new PhraseQuery { Slop = 2, Boost = PhraseBoost };
            foreach (var part in terms.Parts)
                foreach (var term in part.Own) phrase.Add(new Term(SearchFields.Title, term));
            scored.Add(phrase, Occur.SHOULD);
        }
        var id = new TermQuery(new Term(SearchFields.Id, text.Trim().ToLowerInvariant())) { Boost = IdBoost };
        return terms.Parts.Count == 0 ? id : new BooleanQuery { { scored, Occur.SHOULD }, { id, Occur.SHOULD } };
    }

    private static DisjunctionMaxQuery Part(QueryPart part)
    {
        var any = new DisjunctionMaxQuery(0) { All(part.Own, 1) };
        foreach (var other in part.Synonyms) any.Add(All(other, SynonymBoost));
        foreach (var word in part.Completions) any.Add(Word(word, CompletionBoost));
        return any;
    }

    private static Query All(string[] terms, float boost)
    {
        if (terms.Length == 1) return Word(terms[0], boost);
        var all = new BooleanQuery { Boost = boost };
        foreach (var term in terms) all.Add(Word(term, 1), Occur.MUST);
        return all;
    }

    private static DisjunctionMaxQuery Word(string term, float boost)
    {
        var best = new DisjunctionMaxQuery(TieBreaker);
        foreach (var (field, weight) in SearchFields.Searched) best.Add(new TermQuery(new Term(field, term)) { Boost = weight * boost });
        return best;
    }
}
