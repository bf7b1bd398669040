using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Runs;
using Ecom.Serving.Experiments;
using Ecom.Serving.Health;
using Ecom.Serving.Models;

namespace Ecom.Serving.Pages;

/// <summary>What the dashboard shows.</summary>
/// <param name="Health">Whether a model is served.</param>
/// <param name="Family">Family of the served model.</param>
/// <param name="Products">Products served, new ones included.</param>
/// <param name="Runs">Newest first.</param>
/// <param name="Report">Of the newest run that compared candidates, or else of the newest that has one.</param>
/// <param name="Models">Versions, newest first.</param>
/// <param name="Dataset">What has been ingested.</param>
/// <param name="Feedback">Events per minute, oldest first.</param>
/// <param name="Experiment">The one that runs, or ran last; null for none.</param>
public sealed record DashboardData(
    HealthState Health, string Family, int Products, IReadOnlyList<RunState> Runs, RunReport? Report, ModelList Models, DatasetManifest Dataset,
    IReadOnlyList<int> Feedback, ExperimentResult? Experiment);
