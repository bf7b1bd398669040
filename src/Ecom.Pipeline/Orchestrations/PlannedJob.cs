namespace Ecom.Pipeline.Orchestrations;

/// <summary>One trainer job of a run.</summary>
/// <param name="Name">Unique in the run, e.g. <c>ease+vae</c>, <c>champion</c>, <c>served</c>, <c>refit</c>.</param>
/// <param name="JobPath">Blob path of its <c>job.json</c>.</param>
public sealed record PlannedJob(string Name, string JobPath);
