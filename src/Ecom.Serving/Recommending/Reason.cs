namespace Ecom.Serving.Recommending;

/// <summary>Why an item is in a list.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Text">For people.</param>
/// <param name="Because">The items that speak for it, strongest first; empty where the reason is none of them.</param>
public sealed record Reason(ReasonCode Code, string Text, IReadOnlyList<BecauseOf> Because);
