using System.Globalization;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Gate;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;

namespace Ecom.Pipeline.Activities;

/// <summary>Puts down what a run tried, found and decided; what was not promoted with its reason.</summary>
public sealed class WriteReport(PipelineStores stores) : IActivity<ReportStep, bool>
{
    public async Task<bool> RunAsync(ReportStep input, CancellationToken cancellation)
    {
        var paths = new ShopPaths(ShopId.Parse(input.Run.Shop));
        var gate = new List<GateDecision>();
        foreach (var carries in new[] { false, true })
        {
            var decision = await stores.Artefacts.ReadJsonAsync<GateDecision>(DecidePromotion.Decision(paths, input.Run.RunId, carries), cancellation);
            if (decision is { } found) gate.Add(found.Value);
        }
        var candidates = new List<CandidateReport>();
        foreach (var outcome in input.Trained.OrderBy(t => t.Name, StringComparer.Ordinal))
            candidates.Add(await DescribeAsync(outcome, gate, input.Promoted, cancellation));
        var report = new RunReport
        {
            RunId = input.Run.RunId,
            Kind = input.Kind,
            DatasetVersion = input.Data.DatasetVersion,
            Users = input.Data.Users,
            Items = input.Data.Items,
            Candidates = candidates,
            PromotedVersion = input.Promoted,
            Decision = input.Decision,
            Search = input.Promoted is null ? null : await SearchAsync(paths, input.Run.RunId, cancellation),
            Seconds = input.Seconds,
            PeakTrainerBytes = candidates.Select(c => c.PeakBytes).DefaultIfEmpty().Max(),
        };
        await stores.Artefacts.CommitOnceAsync(paths.RunReport(input.Run.RunId), report, cancellation);
        return true;
    }

    private async Task<SearchRankerResult?> SearchAsync(ShopPaths paths, string runId, CancellationToken cancellation) =>
        (await RegisterVersion.ReadResultAsync(stores.Artefacts, $"{paths.Step(runId, "train")}/{JobNames.Refit}/manifest.json", cancellation)).Search;

    private async Task<CandidateReport> DescribeAsync(TrainOutcome outcome, List<GateDecision> gate, string? promoted, CancellationToken cancellation)
    {
        var result = outcome.Output is null
            ? null
            : (await stores.Artefacts.ReadJsonAsync<TrainerResult>($"{outcome.Output}/{TrainerFiles.Result}", cancellation))?.Value;
        var parts = outcome.Name.Split('+');
        var why = outcome.Error is { } error ? $"Not trained: {error}"
            : result?.LeftOut is { } leftOut ? $"Left out: {leftOut}"
            : gate.Select(g => g.Why.GetValueOrDefault(outcome.Name)).FirstOrDefault(w => w is not null) ?? "Measured for comparison.";
        if (result?.Carried is { } carried)
            why = string.Create(
                CultureInfo.InvariantCulture, $"Carried on in {result.FitSeconds:0.00} s with {carried.Pairs:N0} new pairs of {carried.Users:N0} customers, {carried.Items:N0} new products. {why}");
        return new CandidateReport
        {
            Model = result?.Model ?? parts[0],
            Augment = result?.Augment ?? (parts.Length > 1 ? parts[1] : "none"),
            Role = outcome.Name is JobNames.Champion or JobNames.Carried or JobNames.Served ? outcome.Name : "candidate",
            ModelParameters = result?.ModelParameters ?? Parameters.None,
            AugmentParameters = result?.AugmentParameters ?? Parameters.None,
            // What was measured on rows that the model has seen says nothing to a reader.
            Metrics = result?.Carried is { SeenGate: true } ? [] : result?.Metrics ?? [],
            Carried = result?.Carried,
            Promoted = promoted is not null && gate.FirstOrDefault()?.Winner == outcome.Name,
            Why = why,
            Comparisons = gate.Select(g => g.Comparisons.GetValueOrDefault(outcome.Name)).FirstOrDefault(c => c is not null) ?? [],
            Trials = result?.Trials.Count ?? 0,
            Tried = result?.Trials ?? [],
            AugmentFigures = result?.AugmentFigures ?? new Dictionary<string, double>(),
            AugmentLosses = result?.AugmentLosses ?? [],
            FitSeconds = result?.FitSeconds ?? 0,
            SearchSeconds = result?.SearchSeconds ?? 0,
            PeakBytes = result?.PeakBytes ?? 0,
            ModelBytes = result?.ModelBytes ?? 0,
        };
    }
}
