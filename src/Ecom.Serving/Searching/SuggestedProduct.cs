namespace Ecom.Serving.Searching;

/// <summary>A product to go to at once.</summary>
/// <param name="ItemId">Its id.</param>
/// <param name="Title">Its title, where known.</param>
public sealed record SuggestedProduct(string ItemId, string? Title);
