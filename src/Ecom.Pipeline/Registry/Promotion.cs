namespace Ecom.Pipeline.Registry;

/// <summary>One change of the served version.</summary>
public sealed record Promotion(string Version, DateTimeOffset At, string Reason);
