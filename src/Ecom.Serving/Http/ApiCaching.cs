namespace Ecom.Serving.Http;

/// <summary>What caches may do with an operation's answers.</summary>
public enum ApiCaching
{
    /// <summary>Nothing: personal, or true for a moment only.</summary>
    None,

    /// <summary>A caller may keep an answer and ask whether it still holds: it has an entity tag, and <c>If-None-Match</c> is answered with 304.</summary>
    Revalidated,
}
