using Ecom.Domain;
using Ecom.Pipeline.Storage;

namespace Ecom.Serving.Searching;

/// <summary>The synonyms in the blob store.</summary>
public sealed class SynonymStore(PipelineStores stores, ShopId shop)
{
    private readonly string _path = new ShopPaths(shop).Synonyms;

    /// <summary>ETag of the stored document, or null where there is none.</summary>
    public async Task<string?> GetETagAsync(CancellationToken cancellation = default) =>
        (await stores.Artefacts.GetInfoAsync(_path, cancellation))?.ETag;

    public async Task<(IReadOnlyList<string> Rules, string? ETag)> ReadAsync(CancellationToken cancellation = default) =>
        await stores.Artefacts.ReadJsonAsync<SynonymRules>(_path, cancellation) is { } found ? (found.Value.Rules, found.ETag) : ([], null);

    /// <param name="rules">What takes the place of all.</param>
    /// <param name="check">Told the ETag of what would be replaced; throws to leave it.</param>
    /// <param name="cancellation">Stops before it is stored.</param>
    /// <returns>The new ETag.</returns>
    public async Task<string> WriteAsync(SynonymRules rules, Action<string?> check, CancellationToken cancellation = default)
    {
        while (true)
        {
            var etag = await GetETagAsync(cancellation);
            check(etag);
            var condition = etag is null ? WriteCondition.IfAbsent : WriteCondition.IfMatch(etag);
            if (await stores.Artefacts.WriteJsonAsync(_path, rules, condition, cancellation) is { } written) return written;
        }
    }
}
