namespace Ecom.Serving.Recommending;

/// <summary>What a customer is about to buy.</summary>
/// <param name="Items">Product ids, in the order they were put in; unknown ones are passed over.</param>
public sealed record Basket(IReadOnlyList<string> Items);
