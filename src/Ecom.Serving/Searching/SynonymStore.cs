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

    public Task WriteAsync(SynonymRules rules, CancellationToken cancellation = default) =>
        stores.Artefacts.WriteJsonAsync(_path, rules, WriteCondition.Always, cancellation);
}
