using Ecom.Domain;
using Ecom.Pipeline.Registry;
using Ecom.Search.Text;
using Ecom.Serving.Overlay;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Experiments;

/// <summary>What the arms of the running experiment serve, each behind a holder of its own as the promoted model is.</summary>
public sealed partial class ArmModels(SnapshotLoader loader, ModelRegistry registry, TimeProvider time, ILogger<ArmModels> logger) : IDisposable
{
    private static readonly TimeSpan _retryBroken = TimeSpan.FromMinutes(1);

    private volatile Running? _running;

    /// <summary>The running experiment with the holders of its arms; null without one.</summary>
    internal Running? Current => _running;

    /// <summary>Brings the arms up to date. One caller at a time.</summary>
    internal async Task UpdateAsync(Experiment? experiment, ServedModel main, OverlayDocument overlay, Synonyms synonyms, RuleSet rules, CancellationToken cancellation)
    {
        var before = _running;
        if (experiment is null || main.IsStarter)
        {
            _running = null;
            before?.Dispose();
            return;
        }
        var running = before?.Experiment.Id == experiment.Id ? before : new Running(experiment);
        foreach (var arm in experiment.Arms) await UpdateAsync(running, arm, main, overlay, synonyms, arm.Rules ?? rules, cancellation);
        if (running == before) return;
        _running = running;
        before?.Dispose();
    }

    public void Dispose() => _running?.Dispose();

    private async Task UpdateAsync(
        Running running, ExperimentArm arm, ServedModel main, OverlayDocument overlay, Synonyms synonyms, RuleSet rules, CancellationToken cancellation)
    {
        var holder = running.Holders[arm.Name];
        var wanted = (arm.ModelVersion ?? main.Version, overlay, synonyms, rules);
        if (running.Made.TryGetValue(arm.Name, out var made) && made == wanted && !running.IsDue(arm.Name, time.GetUtcNow())) return;
        running.Made[arm.Name] = wanted;
        running.RetryAt.Remove(arm.Name);
        try
        {
            using var before = holder.Acquire();
            var same = before.Model.Version == wanted.Item1 ? before.Model : main.Version == wanted.Item1 ? main : null;
            var shared = same?.Shared;
            if (shared is null || !shared.TryAddReference())
                shared = await loader.LoadAsync(await registry.GetAsync(wanted.Item1, cancellation) ?? throw new InputException($"There is no version {wanted.Item1}."), cancellation);
            holder.Replace(ServedModel.Of(wanted.Item1, shared, overlay, synonyms, rules, same));
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            // The storage may only have been away for a moment.
            running.RetryAt[arm.Name] = time.GetUtcNow() + _retryBroken;
            LogBroken(e, arm.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The arm {Arm} cannot be served; its customers get what is promoted and are not counted.")]
    private partial void LogBroken(Exception error, string arm);

    /// <summary>An experiment with what its arms serve.</summary>
    internal sealed class Running(Experiment experiment) : IDisposable
    {
        public Experiment Experiment { get; } = experiment;

        public IReadOnlyDictionary<string, SnapshotHolder> Holders { get; } = experiment.Arms.ToDictionary(a => a.Name, _ => new SnapshotHolder(), StringComparer.Ordinal);

        internal Dictionary<string, (string Version, OverlayDocument Overlay, Synonyms Synonyms, RuleSet Rules)> Made { get; } = new(StringComparer.Ordinal);

        /// <summary>When an arm that could not be loaded is tried again.</summary>
        internal Dictionary<string, DateTimeOffset> RetryAt { get; } = new(StringComparer.Ordinal);

        internal bool IsDue(string arm, DateTimeOffset now) => RetryAt.TryGetValue(arm, out var at) && now >= at;

        public void Dispose()
        {
            foreach (var holder in Holders.Values) holder.Dispose();
        }
    }
}
