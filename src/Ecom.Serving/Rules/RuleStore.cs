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
    public async Task<RuleSet> WriteAsync(RuleSet rules, CancellationToken cancellation = default)
    {
        var stored = await stores.Artefacts.UpdateJsonAsync(_paths.RulesCurrent, RuleSet.None, before => rules with { Version = before.Version + 1 }, cancellation);
        await stores.Artefacts.WriteJsonAsync(_paths.RulesVersion(stored.Version), stored, WriteCondition.IfAbsent, cancellation);
        return stored;
    }
}
