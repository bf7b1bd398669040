namespace Ecom.Data.Folds;

/// <summary>What customers did with a product after one query: a judgement by behaviour.</summary>
/// <param name="Query">In lower case, without spaces around it.</param>
/// <param name="Item">The product's number.</param>
/// <param name="Weight">Sum of the weights of their events, above zero.</param>
public sealed record SearchedProduct(string Query, int Item, float Weight);
