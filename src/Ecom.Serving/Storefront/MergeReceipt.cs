namespace Ecom.Serving.Storefront;

/// <summary>The session's events are the customer's now.</summary>
/// <param name="Merged">How many.</param>
public sealed record MergeReceipt(int Merged);
