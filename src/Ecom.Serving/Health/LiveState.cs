namespace Ecom.Serving.Health;

/// <summary>The process answers.</summary>
public sealed record LiveState(string Status);
