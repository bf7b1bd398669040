namespace Ecom.Serving.Experiments;

/// <summary>Experiments, the newest first.</summary>
public sealed record ExperimentList(IReadOnlyList<Experiment> Experiments);
