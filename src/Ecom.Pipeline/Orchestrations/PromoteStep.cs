namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the step that moves the pointer.</summary>
public sealed record PromoteStep(string Shop, string Version, string Reason, string Expected);
