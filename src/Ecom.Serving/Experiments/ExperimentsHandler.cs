using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Registry;
using Ecom.Serving.Http;
using Ecom.Serving.Models;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Experiments;

/// <summary>Starts, reads and ends experiments.</summary>
public sealed class ExperimentsHandler(
    ExperimentStore store, ExposureLog exposures, IFeedbackLog feedback, ModelRegistry registry, ModelsHandler models, RulesHandler rules, ServedModelUpdater updater, TimeProvider time)
{
    private const int MostArms = 10;

    public async Task<ExperimentList> ListAsync(CancellationToken cancellation) => new(await store.ListAsync(cancellation));

    /// <exception cref="ApiException">The experiment makes no sense (400), names a version that is not there (404), or another one runs (409).</exception>
    public async Task<Experiment> StartAsync(StartExperimentRequest request, CancellationToken cancellation)
    {
        Check(request);
        foreach (var arm in request.Arms)
        {
            if (arm.Rules is not null) RulesHandler.Check(arm.Rules);
            if (arm.ModelVersion is { } version && await registry.GetAsync(version, cancellation) is null) throw ApiException.NotFound($"There is no model version '{version}'.");
        }
        var experiment = new Experiment
        {
            Id = request.Id, Arms = request.Arms, HoldoutShare = request.HoldoutShare, Salt = Guid.NewGuid().ToString("N"), Started = time.GetUtcNow(),
        };
        if (!await store.StartAsync(experiment, cancellation)) throw new ApiException(409, "Another experiment runs, or one of that id was run before.");
        await updater.UpdateAsync(cancellation);
        return experiment;
    }

    /// <exception cref="ApiException">There is no such experiment (404).</exception>
    public async Task<ExperimentResult> GetAsync(string id, CancellationToken cancellation)
    {
        var experiment = await store.GetAsync(id, cancellation) ?? throw ApiException.NotFound("There is no experiment of that id.");
        await exposures.FlushAsync(cancellation);
        var analysis = new ExperimentAnalysis(experiment);
        await foreach (var exposure in exposures.ReadAsync(id, cancellation)) analysis.Add(exposure);
        await foreach (var (_, batch) in feedback.ReadAsync(FeedbackPosition.Start, cancellation))
        {
            if (batch.Received < experiment.Started) continue;
            foreach (var e in batch.Events)
                if (UserKeys.Of(e) is { } key) analysis.Add(e, key);
        }
        return analysis.Result();
    }

    /// <summary>Ends an experiment; with a promotion, everybody gets the arm's model and rules from now on.</summary>
    /// <exception cref="ApiException">There is no such experiment (404), no such arm (400), or it has ended (409).</exception>
    public async Task<Experiment> EndAsync(string id, EndExperimentRequest? request, CancellationToken cancellation)
    {
        var experiment = await store.GetAsync(id, cancellation) ?? throw ApiException.NotFound("There is no experiment of that id.");
        if (experiment.Ended is not null) throw new ApiException(409, "The experiment has ended.");
        ExperimentArm? winner = null;
        if (request?.Promote is { } name) winner = experiment.Arms.FirstOrDefault(a => a.Name == name) ?? throw ApiException.BadRequest("promote", "is no arm of the experiment.");
        if (winner?.Rules is { } set) await rules.PutAsync(set, null, cancellation);
        if (winner?.ModelVersion is { } version) await models.PromoteAsync(version, new PromoteRequest($"won the experiment {id}"), cancellation);
        var ended = await store.EndAsync(experiment, time.GetUtcNow(), winner?.Name, cancellation);
        await updater.UpdateAsync(cancellation);
        return ended;
    }

    private static void Check(StartExperimentRequest request)
    {
        var errors = new FieldErrors();
        if (!ExperimentStore.IsId(request.Id)) errors.Add("id", "must be 1 to 64 letters, digits and hyphens.");
        if (!(request.HoldoutShare is >= 0 and <= .5)) errors.Add("holdoutShare", "must be from 0 to 0.5.");
        var arms = request.Arms ?? [];
        if (arms.Count is < 2 or > MostArms) errors.Add("arms", $"must be 2 to {MostArms}.");
        for (var k = 0; k < arms.Count; k++)
        {
            if (!ExperimentStore.IsId(arms[k]?.Name) || arms[k].Name == Experiment.Holdout) errors.Add($"arms[{k}].name", "must be 1 to 64 letters, digits and hyphens, and not 'holdout'.");
            else if (arms.Take(k).Any(a => a?.Name == arms[k].Name)) errors.Add($"arms[{k}].name", "is another arm's name too.");
            if (arms[k] is { } arm && !(arm.Weight > 0 && double.IsFinite(arm.Weight))) errors.Add($"arms[{k}].weight", "must be above 0.");
        }
        errors.ThrowIfAny("The experiment");
    }
}
