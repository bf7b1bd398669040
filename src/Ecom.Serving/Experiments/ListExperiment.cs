namespace Ecom.Serving.Experiments;

/// <summary>The experiment a list is part of.</summary>
/// <param name="Id">The experiment.</param>
/// <param name="Arm">The customer's arm.</param>
public sealed record ListExperiment(string Id, string Arm);
