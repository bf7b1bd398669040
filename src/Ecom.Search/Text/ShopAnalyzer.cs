using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Ecom.Search.Text;

/// <summary>
/// Words as a shop's customers write them, English and Chinese, Japanese or Korean side by side in one text: Unicode words (UAX #29), full-width forms and accents
/// folded, English reduced to its stems (Krovetz 1993, which leaves words), CJK cut into overlapping pairs.
/// </summary>
internal sealed class ShopAnalyzer : Analyzer
{
    internal const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private readonly bool _stem;
    private readonly bool _unigrams;

    private ShopAnalyzer(bool stem, bool unigrams) => (_stem, _unigrams) = (stem, unigrams);

    /// <summary>For texts of products. Single CJK characters are kept too, so that a query of one finds something.</summary>
    public static ShopAnalyzer ForProducts { get; } = new(stem: true, unigrams: true);

    /// <summary>For queries.</summary>
    public static ShopAnalyzer ForQueries { get; } = new(stem: true, unigrams: false);

    /// <summary>Whole words, for completion and correction.</summary>
    public static ShopAnalyzer ForWords { get; } = new(stem: false, unigrams: false);

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var tokens = new StandardTokenizer(Version, reader);
        TokenStream stream = new CJKWidthFilter(tokens);
        stream = new EnglishPossessiveFilter(Version, stream);
        stream = new LowerCaseFilter(Version, stream);
        stream = new ASCIIFoldingFilter(stream);
        stream = new CJKBigramFilter(stream, CJKScript.HAN | CJKScript.HIRAGANA | CJKScript.KATAKANA | CJKScript.HANGUL, _unigrams);
        if (_stem) stream = new KStemFilter(stream);
        return new TokenStreamComponents(tokens, stream);
    }
}
