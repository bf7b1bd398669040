using Ecom.Search.Text;
using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Searching;

/// <summary>Reads and replaces the shop's synonyms; they apply to queries, on this instance before the call returns.</summary>
public sealed class SynonymsHandler(SynonymStore store, ServedModelUpdater updater)
{
    public async Task<SynonymRules> GetAsync(CancellationToken cancellation) => new((await store.ReadAsync(cancellation)).Rules);

    /// <exception cref="Domain.InputException">A rule cannot be read.</exception>
    public async Task<SynonymRules> PutAsync(SynonymRules rules, CancellationToken cancellation)
    {
        if (rules.Rules is null) throw ApiException.BadRequest("rules", "is required.");
        Synonyms.Parse(rules.Rules);
        await store.WriteAsync(rules, cancellation);
        await updater.UpdateAsync(cancellation);
        return rules;
    }
}
