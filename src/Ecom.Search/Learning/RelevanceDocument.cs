using Ecom.Search.Text;

namespace Ecom.Search.Learning;

/// <summary>A product's text as features see it: terms of title and description, and the letters of the title.</summary>
public sealed class RelevanceDocument
{
    /// <summary>Terms of a description past this are not looked at: it costs time and says little.</summary>
    private const int LongestDescription = 400;

    public RelevanceDocument(string? title, string? description)
    {
        Title = [.. Tokens.Of(ShopAnalyzer.ForQueries, title)];
        foreach (var term in Tokens.Of(ShopAnalyzer.ForQueries, description).Take(LongestDescription))
        {
            Description[term] = Description.GetValueOrDefault(term) + 1;
            DescriptionLength++;
        }
        Letters = TextStatistics.Trigrams(title);
    }

    internal string[] Title { get; }

    /// <summary>Terms of the description with their counts: where they stand is not asked, and every query asks for some of them.</summary>
    internal Dictionary<string, int> Description { get; } = new(StringComparer.Ordinal);

    internal int DescriptionLength { get; }
    internal HashSet<ulong> Letters { get; }
}
