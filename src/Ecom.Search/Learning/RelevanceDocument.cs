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
        Description = [.. Tokens.Of(ShopAnalyzer.ForQueries, description).Take(LongestDescription)];
        Letters = TextStatistics.Trigrams(title);
    }

    internal string[] Title { get; }
    internal string[] Description { get; }
    internal HashSet<ulong> Letters { get; }
}
