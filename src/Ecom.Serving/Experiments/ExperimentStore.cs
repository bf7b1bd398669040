using Ecom.Domain;
using Ecom.Pipeline.Storage;

namespace Ecom.Serving.Experiments;

/// <summary>Experiments in the blob store: each under its id, and the running one under a name of its own that instances look at.</summary>
public sealed class ExperimentStore(PipelineStores stores, ShopId shop)
{
    private readonly ShopPaths _paths = new(shop);

    /// <summary>ETag of the document of the running one, or null where there never was one.</summary>
    public async Task<string?> GetETagAsync(CancellationToken cancellation = default) => (await stores.Artefacts.GetInfoAsync(_paths.ExperimentCurrent, cancellation))?.ETag;

    /// <summary>The running one, or null.</summary>
    public async Task<Experiment?> RunningAsync(CancellationToken cancellation = default) =>
        await stores.Artefacts.ReadJsonAsync<Experiment>(_paths.ExperimentCurrent, cancellation) is { Value.Ended: null } found ? found.Value : null;

    public async Task<Experiment?> GetAsync(string id, CancellationToken cancellation = default) =>
        IsId(id) && await stores.Artefacts.ReadJsonAsync<Experiment>(_paths.Experiment(id), cancellation) is { } found ? found.Value : null;

    public async Task<IReadOnlyList<Experiment>> ListAsync(CancellationToken cancellation = default)
    {
        var found = new List<Experiment>();
        await foreach (var blob in stores.Artefacts.ListAsync(_paths.Experiments, cancellation))
            if (blob.Path.EndsWith("/experiment.json", StringComparison.Ordinal) && await stores.Artefacts.ReadJsonAsync<Experiment>(blob.Path, cancellation) is { } one) found.Add(one.Value);
        return [.. found.OrderByDescending(e => e.Started)];
    }

    /// <summary>Starts an experiment.</summary>
    /// <returns>False where another one runs, or the id was used.</returns>
    public async Task<bool> StartAsync(Experiment experiment, CancellationToken cancellation = default)
    {
        if (await RunningAsync(cancellation) is not null) return false;
        if (await stores.Artefacts.WriteJsonAsync(_paths.Experiment(experiment.Id), experiment, WriteCondition.IfAbsent, cancellation) is null) return false;
        var started = await stores.Artefacts.UpdateJsonAsync(_paths.ExperimentCurrent, Ended(experiment), current => current.Ended is null ? current : experiment, cancellation);
        if (started.Id == experiment.Id) return true;
        // Another one was started at the same time.
        await stores.Artefacts.DeleteAsync(_paths.Experiment(experiment.Id), cancellation);
        return false;
    }

    public async Task<Experiment> EndAsync(Experiment experiment, DateTimeOffset now, string? promoted, CancellationToken cancellation = default)
    {
        var ended = experiment with { Ended = now, Promoted = promoted };
        await stores.Artefacts.UpdateJsonAsync(_paths.ExperimentCurrent, Ended(experiment), current => current.Id == experiment.Id ? ended : current, cancellation);
        await stores.Artefacts.WriteJsonAsync(_paths.Experiment(experiment.Id), ended, WriteCondition.Always, cancellation);
        return ended;
    }

    internal static bool IsId(string? id) => id is { Length: > 0 and <= 64 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static Experiment Ended(Experiment experiment) => experiment with { Ended = experiment.Started };
}
