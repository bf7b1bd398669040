using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Gate;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>Collects the gate's evidence, lets the gate decide, and plans the winner's refit on all data.</summary>
public sealed class DecidePromotion(PipelineStores stores, ModelRegistry registry, IOptions<RefreshOptions> options)
    : IActivity<GateStep, GateOutcome>
{
    private const string Metric = "ndcg@20";

    public async Task<GateOutcome> RunAsync(GateStep input, CancellationToken cancellation)
    {
        var paths = new ShopPaths(ShopId.Parse(input.Run.Shop));
        var served = (await registry.CurrentAsync(cancellation))?.Current.Version ?? "";
        var carries = input.Trained.Any(t => t.Name == JobNames.Carried) && input.Trained.All(t => t.Name != JobNames.Champion);
        var results = new Dictionary<string, TrainerResult>();
        var candidates = new List<GateCandidate>();
        IReadOnlyList<bool> warm = [];
        foreach (var outcome in input.Trained.Where(t => t.Output is not null))
        {
            var result = (await stores.Artefacts.ReadJsonAsync<TrainerResult>($"{outcome.Output}/{TrainerFiles.Result}", cancellation))!.Value.Value;
            if (result.LeftOut is not null) continue;
            var users = PerUserMetrics.Read(await stores.Artefacts.MaterialiseAsync($"{outcome.Output}/{TrainerFiles.GateUsers}", cancellation));
            warm = [.. users.Slices.Select(s => s != UserSlice.Cold)];
            results[outcome.Name] = result;
            candidates.Add(new GateCandidate(
                outcome.Name, result.Model, result.Augment,
                $"{result.Model} {result.ModelParameters} {result.Augment} {result.AugmentParameters}",
                users.Values(Metric), Coverage(result)));
        }

        var gateInput = new GateInput
        {
            Candidates = [.. candidates.Where(c => c.Name is not (JobNames.Champion or JobNames.Carried or JobNames.Served)).OrderBy(c => c.Name, StringComparer.Ordinal)],
            Champion = candidates.FirstOrDefault(c => c.Name == JobNames.Champion),
            Carried = carries && await IsOfAsync(paths, input.Run.RunId, served, cancellation) ? candidates.FirstOrDefault(c => c.Name == JobNames.Carried) : null,
            Served = carries && results.GetValueOrDefault(JobNames.Carried)?.Carried is { SeenGate: true } ? null : candidates.FirstOrDefault(c => c.Name == JobNames.Served),
            Warm = warm,
            Tolerance = options.Value.Tolerance,
            Alpha = options.Value.Alpha,
        };
        var decision = served.Length > 0 && gateInput.Champion is null && gateInput.Carried is null
            ? new GateDecision(null, $"The {(carries ? "served model is not carried on" : "champion's recipe could not be measured")} on the new data; the served model stays.",
                new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<Runs.GateComparison>>())
            : PromotionGate.Decide(gateInput);
        decision = await stores.Artefacts.CommitOnceAsync(Decision(paths, input.Run.RunId, carries), decision, cancellation);
        return decision.Winner is null
            ? new GateOutcome(null, null, decision.Decision, served)
            : new GateOutcome(decision.Winner, await PlanRefitAsync(input, paths, results[decision.Winner], carries ? paths.ModelSnapshot(served) : null, cancellation), decision.Decision, served);
    }

    private async Task<PlannedJob> PlanRefitAsync(GateStep input, ShopPaths paths, TrainerResult winner, string? carryOn, CancellationToken cancellation)
    {
        var plan = new PlanInput(input.Run, input.Kind, input.Data);
        var job = PlanRefresh.Job(plan, options.Value, TrainerJobKind.Refit, winner.Model, winner.Augment) with
        {
            ModelParameters = winner.ModelParameters,
            AugmentParameters = winner.AugmentParameters,
            Served = carryOn,
        };
        var path = $"{paths.Step(input.Run.RunId, "train")}/{JobNames.Refit}/job.json";
        await stores.Artefacts.CommitOnceAsync(path, job, cancellation);
        return new PlannedJob(JobNames.Refit, path);
    }

    /// <summary>Where the gate's decision is kept: of a run that carried in vain and went on there are two.</summary>
    internal static string Decision(ShopPaths paths, string runId, bool carries) => $"{paths.Step(runId, "gate")}/{(carries ? "carried" : "decision")}.json";

    /// <summary>Whether the model carried on is the one served now; somebody may have promoted another meanwhile.</summary>
    private async Task<bool> IsOfAsync(ShopPaths paths, string runId, string served, CancellationToken cancellation) =>
        (await stores.Artefacts.ReadJsonAsync<TrainerJob>($"{paths.Step(runId, "train")}/{JobNames.Carried}/job.json", cancellation))?.Value.Served
        == paths.ModelSnapshot(served);

    private static double Coverage(TrainerResult result) =>
        result.Metrics.FirstOrDefault(m => m.Fold == "gate" && m.Slice == "all")?.Values.GetValueOrDefault("coverage@20") ?? 0;
}
