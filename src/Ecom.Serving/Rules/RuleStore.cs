using Ecom.Domain;
using Ecom.Pipeline.Storage;

namespace Ecom.Serving.Rules;

/// <summary>The rule set in the blob store; older versions stay beside the current one.</summary>
public sealed class RuleStore(PipelineStores stores, ShopId shop)
{
    private readonly ShopPaths _paths = new(shop);

    /// <summary>ETag of the stored document, or null where there is none.</summary>
    public async Task<string?> GetETagAsync(CancellationToken cancellation = default) =>
        (await stores.Artefacts.GetInfoAsync(_paths.RulesCurrent, cancellation))?.ETag;

    public async Task<(RuleSet Rules, string? ETag)> ReadAsync(CancellationToken cancellation = default) =>
        await stores.Artefacts.ReadJsonAsync<RuleSet>(_paths.RulesCurrent, cancellation) is { } found ? (found.Value, found.ETag) : (RuleSet.None, null);

    /// <summary>Stores a rule set as the next version and makes it the current one.</summary>
    /// <param name="rules">Its version is ignored.</param>
    /// <param name="check">Told the ETag of what would be replaced; throws to leave it.</param>
    /// <param name="cancellation">Stops before it is stored.</param>
    public async Task<(RuleSet Rules, string? ETag)> WriteAsync(RuleSet rules, Action<string?> check, CancellationToken cancellation = default)
    {
        while (true)
        {
            var (before, etag) = await ReadAsync(cancellation);
            check(etag);
            var next = rules with { Version = before.Version + 1 };
            var condition = etag is null ? WriteCondition.IfAbsent : WriteCondition.IfMatch(etag);
            if (await stores.Artefacts.WriteJsonAsync(_paths.RulesCurrent, next, condition, cancellation) is not { } written) continue;
            await stores.Artefacts.WriteJsonAsync(_paths.RulesVersion(next.Version), next, WriteCondition.IfAbsent, cancellation);
            return (next, written);
        }
    }
}
