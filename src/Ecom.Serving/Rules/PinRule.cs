namespace Ecom.Serving.Rules;

/// <summary>Puts a product in a fixed place, unless it is deleted or the request's own filters leave it out.</summary>
/// <param name="ItemId">The product.</param>
/// <param name="Position">The place, 1 is the first.</param>
/// <param name="Query">Only in searches for this, case ignored; null: only in lists without a search.</param>
/// <param name="Category">Only where this category is asked for; null: wherever.</param>
public sealed record PinRule(string ItemId, int Position, string? Query = null, string? Category = null);
