namespace Ecom.Serving.Health;

/// <summary>Whether the host should get traffic.</summary>
/// <param name="Ready">A model, with nothing wrong, is being served.</param>
/// <param name="ModelVersion">The served version; empty before the first model.</param>
/// <param name="Why">Why it is not ready, or what deserves attention although it is.</param>
public sealed record HealthState(bool Ready, string ModelVersion, string? Why);
