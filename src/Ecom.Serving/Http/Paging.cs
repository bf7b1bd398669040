namespace Ecom.Serving.Http;

/// <summary>Pages of lists that grow: newest first, each page begins behind the last entry of the one before.</summary>
internal static class Paging
{
    private const int Most = 200;

    /// <param name="all">Newest first.</param>
    /// <param name="id">Of an entry.</param>
    /// <param name="limit">Entries of a page; null: <paramref name="usual"/>.</param>
    /// <param name="usual">Entries where the caller does not say.</param>
    /// <param name="before">The id of the last entry of the page before; null: the first page. An id that is not there is followed by nothing.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The page, and the id to ask on with; null where nothing follows.</returns>
    /// <exception cref="ApiException">The limit is out of range.</exception>
    public static async Task<(IReadOnlyList<T> Page, string? Next)> PageAsync<T>(
        IAsyncEnumerable<T> all, Func<T, string> id, int? limit, int usual, string? before, CancellationToken cancellation)
    {
        if (limit is < 1 or > Most) throw ApiException.BadRequest("limit", $"must be from 1 to {Most}.");
        var page = new List<T>();
        var reached = string.IsNullOrEmpty(before);
        await foreach (var entry in all.WithCancellation(cancellation))
        {
            if (!reached)
            {
                reached = id(entry) == before;
                continue;
            }
            if (page.Count == (limit ?? usual)) return (page, id(page[^1]));
            page.Add(entry);
        }
        return (page, null);
    }
}
