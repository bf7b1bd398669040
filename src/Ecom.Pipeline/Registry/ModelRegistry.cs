using System.Runtime.CompilerServices;
using Ecom.Domain;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Registry;

/// <summary>Immutable model versions and the pointer to the served one.</summary>
public sealed class ModelRegistry(PipelineStores stores, ShopId shop, TimeProvider time)
{
    private readonly IBlobStore _store = stores.Artefacts;
    private readonly ShopPaths _paths = new(shop);

    /// <summary>Versions, newest first.</summary>
    public async IAsyncEnumerable<ModelVersion> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var paths = new List<string>();
        await foreach (var blob in _store.ListAsync(_paths.Models, cancellation))
            if (blob.Path.EndsWith("/version.json", StringComparison.Ordinal)) paths.Add(blob.Path);
        for (var i = paths.Count - 1; i >= 0; i--)
            if (await _store.ReadJsonAsync<ModelVersion>(paths[i], cancellation) is { } found) yield return found.Value;
    }

    public async Task<ModelVersion?> GetAsync(string version, CancellationToken cancellation = default) =>
        IsVersionId(version) && await _store.ReadJsonAsync<ModelVersion>(_paths.ModelVersion(version), cancellation) is { } found
            ? found.Value
            : null;

    /// <summary>The pointer and its ETag, or null before the first promotion.</summary>
    public async Task<(CurrentModel Current, string ETag)?> CurrentAsync(CancellationToken cancellation = default) =>
        await _store.ReadJsonAsync<CurrentModel>(_paths.ModelCurrent, cancellation);

    /// <summary>Stores a version; the first writer of an id wins and its version is returned.</summary>
    public Task<ModelVersion> RegisterAsync(ModelVersion version, CancellationToken cancellation = default) =>
        _store.CommitOnceAsync(_paths.ModelVersion(version.Version), version, cancellation);

    /// <summary>Points serving at a version: a promotion, or a rollback to an older one. Promoting the served version changes nothing.</summary>
    /// <param name="version">An existing version.</param>
    /// <param name="reason">Stored with the pointer.</param>
    /// <param name="expected">
    /// Where given, the version that must be served now (empty: none); otherwise nothing changes and null is returned, because somebody else promoted in between.
    /// </param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="InputException">There is no such version.</exception>
    public async Task<CurrentModel?> PromoteAsync(
        string version, string reason, string? expected = null, CancellationToken cancellation = default)
    {
        if (await GetAsync(version, cancellation) is null) throw new InputException($"There is no model version '{version}'.");
        while (true)
        {
            var found = await CurrentAsync(cancellation);
            var served = found?.Current.Version;
            if (served == version) return found!.Value.Current;
            if (expected is not null && expected != (served ?? "")) return null;
            var now = time.GetUtcNow();
            var history = (found?.Current.History ?? []).Append(new Promotion(version, now, reason)).TakeLast(CurrentModel.HistoryLength);
            var next = new CurrentModel(version, served, now, reason, [.. history]);
            var condition = found is null ? WriteCondition.IfAbsent : WriteCondition.IfMatch(found.Value.ETag);
            if (await _store.WriteJsonAsync(_paths.ModelCurrent, next, condition, cancellation) is not null) return next;
        }
    }

    private static bool IsVersionId(string text) =>
        text.Length is > 0 and <= 80 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
