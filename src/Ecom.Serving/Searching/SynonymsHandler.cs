using Ecom.Search.Text;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Searching;

/// <summary>Reads and replaces the shop's synonyms; they apply to queries, on this instance before the call returns.</summary>
public sealed class SynonymsHandler(SynonymStore store, ServedModelUpdater updater)
{
    public async Task<(SynonymRules Rules, string? ETag)> GetAsync(CancellationToken cancellation)
    {
        var (rules, etag) = await store.ReadAsync(cancellation);
        return (new SynonymRules(rules), etag);
    }

    /// <param name="rules">What takes the place of all.</param>
    /// <param name="ifMatch">The state it is to replace, as the header <c>If-Match</c> names it; null: any.</param>
    /// <param name="cancellation">Stops before it is stored.</param>
    /// <exception cref="Domain.InputException">A rule cannot be read.</exception>
    /// <exception cref="ApiException">Another state is stored (412).</exception>
    public async Task<(SynonymRules Rules, string? ETag)> PutAsync(SynonymRules rules, string? ifMatch, CancellationToken cancellation)
    {
        if (rules.Rules is null) throw ApiException.BadRequest("rules", "is required.");
        Synonyms.Parse(rules.Rules);
        var etag = await store.WriteAsync(rules, found => EntityTags.CheckMatch(ifMatch, found), cancellation);
        await updater.UpdateAsync(cancellation);
        return (rules, etag);
    }
}
