namespace Ecom.Serving.Recommending;

/// <summary>An item that speaks for another.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Title">Its title, where known.</param>
/// <param name="Share">Its part of the score, 0 to 1.</param>
public sealed record BecauseOf(string ItemId, string? Title, double Share);
