namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the steps that need nothing but the run.</summary>
public sealed record RunStep(string Shop, string RunId);
