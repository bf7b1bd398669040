using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Ecom.Search.Text;

/// <summary>The terms an analyzer makes of a text.</summary>
internal static class Tokens
{
    public static IReadOnlyList<string> Of(Analyzer analyzer, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var terms = new List<string>();
        using var stream = analyzer.GetTokenStream("text", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) terms.Add(term.ToString()!);
        stream.End();
        return terms;
    }
}
