namespace Ecom.Serving.Catalogue;

/// <summary>Categories written as paths (<c>electronics.audio.headphone</c>, <c>Home &gt; Kitchen</c>, <c>home/kitchen</c>).</summary>
public static class CategoryPath
{
    private static readonly char[] _separators = ['.', '/', '>', '|'];

    /// <summary>The category and everything above it, the most special first, each as a comparable key.</summary>
    public static IEnumerable<string> SelfAndAbove(string category)
    {
        for (var end = category.Length; end > 0; end = category.LastIndexOfAny(_separators, end - 1))
            yield return Key(category[..end]);
    }

    /// <summary>The form in which two spellings of a category are compared.</summary>
    public static string Key(string category) => category.Trim().ToLowerInvariant();
}
