using Ecom.Domain;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Starter;
using Ecom.Pipeline.Storage;
using Ecom.Search.Text;
using Ecom.Serving.Experiments;
using Ecom.Serving.Overlay;
using Ecom.Serving.Rules;
using Ecom.Serving.Searching;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Snapshots;

/// <summary>
/// Brings the holder up to date with the registry's pointer, the overlay and, before the first model, the starter list. A version that cannot be loaded leaves
/// the served one as it is.
/// </summary>
public sealed partial class ServedModelUpdater(
    SnapshotHolder holder, SnapshotLoader loader, ModelRegistry registry, OverlayStore overlays, DumpedProducts dumped, ExperimentStore experiments, ArmModels arms, SynonymStore words, RuleStore ruleStore, PipelineStores stores, ShopId shop,
    TimeProvider time, ILogger<ServedModelUpdater> logger) : IDisposable
{
    private static readonly TimeSpan _retryBroken = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private readonly string _starterPath = new ShopPaths(shop).StarterList;
    private string? _overlayETag;
    private string? _starterETag;
    private string? _synonymsETag;
    private Synonyms _synonyms = Synonyms.None;
    private string? _rulesETag;
    private RuleSet _rules = RuleSet.None;
    private OverlayDocument _put = OverlayDocument.Empty;
    private OverlayDocument _overlay = OverlayDocument.Empty;
    private (string Version, int Dataset) _dataset = ("", 0);
    private (string Version, DateTimeOffset RetryAt)? _broken;
    private string? _experimentETag;
    private Experiment? _experiment;

    /// <summary>Whether anything has been looked at yet.</summary>
    public bool Started { get; private set; }

    /// <summary>Why the promoted version is not being served, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Looks once; returns when the holder serves what is stored now.</summary>
    public async Task UpdateAsync(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var overlayChanged = await ReadOverlayAsync(cancellation) | await ReadSynonymsAsync(cancellation) | await ReadRulesAsync(cancellation);
            var promoted = (await registry.CurrentAsync(cancellation))?.Current.Version;
            overlayChanged |= await ReadDumpsAsync(promoted, cancellation);
            if (overlayChanged) _overlay = dumped.Under(_put);
            if (promoted is not null && promoted != holder.Version && await LoadAsync(promoted, cancellation) is { } next)
            {
                using var before = holder.Acquire();
                holder.Replace(ServedModel.Of(promoted, next, _overlay, _synonyms, _rules));
                LogServed(promoted, before.Model.Version);
            }
            else if (holder.Version.Length == 0 && await ReadStarterAsync(cancellation) is { } starter)
                holder.Replace(ServedModel.Of(starter, _overlay, _synonyms, _rules));
            else if (overlayChanged)
                ReplaceOverlay();
            await UpdateArmsAsync(cancellation);
            Started = true;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> ReadOverlayAsync(CancellationToken cancellation)
    {
        if (await overlays.GetETagAsync(cancellation) == _overlayETag) return false;
        (_put, _overlayETag) = await overlays.ReadAsync(cancellation);
        return true;
    }

    private async Task UpdateArmsAsync(CancellationToken cancellation)
    {
        var etag = await experiments.GetETagAsync(cancellation);
        if (etag != _experimentETag) (_experiment, _experimentETag) = (await experiments.RunningAsync(cancellation), etag);
        using var main = holder.Acquire();
        await arms.UpdateAsync(_experiment, main.Model, _overlay, _synonyms, _rules, cancellation);
    }

    private async Task<bool> ReadDumpsAsync(string? version, CancellationToken cancellation)
    {
        try
        {
            if (version is not null && version != _dataset.Version) _dataset = (version, (await registry.GetAsync(version, cancellation))?.Lineage.DatasetVersion ?? 0);
            return await dumped.ReadAsync(version is null ? 0 : _dataset.Dataset, cancellation);
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            // What is served does not depend on a dump; the next look tries again.
            LogDumps(e);
            return false;
        }
    }

    private async Task<bool> ReadSynonymsAsync(CancellationToken cancellation)
    {
        if (await words.GetETagAsync(cancellation) == _synonymsETag) return false;
        (var rules, _synonymsETag) = await words.ReadAsync(cancellation);
        _synonyms = Synonyms.Parse(rules);
        return true;
    }

    private async Task<bool> ReadRulesAsync(CancellationToken cancellation)
    {
        if (await ruleStore.GetETagAsync(cancellation) == _rulesETag) return false;
        (_rules, _rulesETag) = await ruleStore.ReadAsync(cancellation);
        return true;
    }

    private async Task<StarterList?> ReadStarterAsync(CancellationToken cancellation)
    {
        var info = await stores.Artefacts.GetInfoAsync(_starterPath, cancellation);
        if (info is null || info.ETag == _starterETag) return null;
        if (await stores.Artefacts.ReadJsonAsync<StarterList>(_starterPath, cancellation) is not { } found) return null;
        _starterETag = found.ETag;
        return found.Value;
    }

    private void ReplaceOverlay()
    {
        using var lease = holder.Acquire();
        var model = lease.Model;
        // The lease's reference ends with the lease; the holder needs one of its own.
        if (model.Shared is not null && !model.Shared.TryAddReference()) return;
        holder.Replace(model.With(_overlay, _synonyms, _rules));
    }

    private async Task<SharedSnapshot?> LoadAsync(string version, CancellationToken cancellation)
    {
        if (_broken is { } broken && broken.Version == version && time.GetUtcNow() < broken.RetryAt) return null;
        try
        {
            var found = await registry.GetAsync(version, cancellation)
                ?? throw new InputException($"The pointer names version {version}, which is not there.");
            var snapshot = await loader.LoadAsync(found, cancellation);
            _broken = null;
            Problem = null;
            return snapshot;
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            _broken = (version, time.GetUtcNow() + _retryBroken);
            Problem = $"Version {version} is promoted but cannot be loaded: {e.Message}";
            LogBroken(e, version, holder.Version);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving version {Version} instead of '{Before}'.")]
    private partial void LogServed(string version, string before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The products of the latest dumps could not be read.")]
    private partial void LogDumps(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Version} cannot be loaded; '{Served}' stays.")]
    private partial void LogBroken(Exception error, string version, string served);
}
