namespace Ecom.Serving.Recommending;

/// <summary>The customers of a batch.</summary>
/// <param name="UserIds">At least one, at most as many as a batch may have.</param>
public sealed record BatchUsers(IReadOnlyList<string> UserIds);
