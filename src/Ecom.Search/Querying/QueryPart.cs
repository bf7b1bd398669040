namespace Ecom.Search.Querying;

/// <summary>A word or phrase of a query.</summary>
/// <param name="Own">Its terms.</param>
/// <param name="Synonyms">What else it may be written as.</param>
/// <param name="Completions">Terms of whole words it may be the beginning of.</param>
/// <param name="Optional">Whether a product need not have it: articles, prepositions.</param>
internal sealed record QueryPart(string[] Own, IReadOnlyList<string[]> Synonyms, IReadOnlyList<string> Completions, bool Optional);
