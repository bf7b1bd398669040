using Ecom.Domain;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>
/// Writes one job per candidate: every family with every augmenter in a challenge, the champion's recipe, and the served model itself where it has not seen the gate. In a
/// refresh the served model carried on stands in for its recipe, where it can be.
/// </summary>
public sealed class PlanRefresh(PipelineStores stores, ModelRegistry registry, IOptions<RefreshOptions> options)
    : IActivity<PlanInput, RefreshPlan>
{
    /// <summary>
    /// Refreshes in a row that carry the served model on; the next one fits anew. So many in a row have been measured to lose no more than one of their size
    /// (docs/benchmarks.md); the trainer bounds that size.
    /// </summary>
    public const int MostCarries = 5;

    public async Task<RefreshPlan> RunAsync(PlanInput input, CancellationToken cancellation)
    {
        var paths = new ShopPaths(ShopId.Parse(input.Run.Shop));
        var settings = options.Value;
        var current = await registry.CurrentAsync(cancellation);
        var champion = current is null ? null : await registry.GetAsync(current.Value.Current.Version, cancellation);

        var jobs = new List<(string Name, TrainerJob Job)>();
        var carries = champion is not null && input.Kind == RunKind.Refresh && input.Refit != true && CanCarry(champion, settings);
        if (champion is not null)
        {
            var own = Job(input, settings, TrainerJobKind.Evaluate, champion.Model, champion.Augment);
            jobs.Add(carries
                ? (JobNames.Carried, own with { Served = paths.ModelSnapshot(champion.Version) })
                : (JobNames.Champion, own with { ModelParameters = champion.ModelParameters, AugmentParameters = champion.AugmentParameters }));
            if (champion.Lineage.DataUntil < input.Data.GateFrom)
            {
                jobs.Add((JobNames.Served, Job(input, settings, TrainerJobKind.Served, champion.Model, champion.Augment) with
                {
                    Served = paths.ModelSnapshot(champion.Version),
                }));
            }
        }
        if (champion is null || input.Kind == RunKind.Challenge)
        {
            // Unaugmented twins first: they are quick, and without them no augmented one can be judged.
            foreach (var augment in (settings.Augmenters ?? RefreshOptions.DefaultAugmenters).Prepend("none").Distinct())
                foreach (var model in (settings.Models ?? RefreshOptions.DefaultModels).Distinct())
                    jobs.Add((JobNames.Candidate(model, augment), Job(input, settings, TrainerJobKind.Search, model, augment)));
        }

        var planned = new List<PlannedJob>();
        foreach (var (name, job) in jobs)
        {
            var path = $"{paths.Step(input.Run.RunId, "train")}/{name}/job.json";
            await stores.Artefacts.CommitOnceAsync(path, job, cancellation);
            planned.Add(new PlannedJob(name, path));
        }
        return new RefreshPlan(planned, settings.TrainerParallelism, settings.MaximumRefreshSeconds, carries);
    }

    /// <summary>Under other settings (weights, say) the old rows would be other rows.</summary>
    private static bool CanCarry(ModelVersion served, RefreshOptions settings) =>
        served.Incremental && served.Lineage.Carries < MostCarries && served.Lineage.ConfigurationHash == settings.Hash();

    internal static TrainerJob Job(PlanInput input, RefreshOptions settings, TrainerJobKind kind, string model, string augment) => new()
    {
        Kind = kind,
        Model = model,
        Augment = augment,
        Input = input.Data.Prefix,
        Output = "",
        Seed = settings.Seed,
        Threads = settings.ThreadsPerTrainer,
        BudgetSeconds = settings.BudgetSeconds,
        MaximumTrials = settings.MaximumTrials,
        MemoryLimitBytes = settings.MemoryLimitBytes,
    };
}
