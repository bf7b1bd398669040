namespace Ecom.Serving.Rules;

/// <summary>An item in its place.</summary>
/// <param name="Item">Catalogue index.</param>
/// <param name="Score">As the model or the search gave it.</param>
/// <param name="Effect">What a rule did to it.</param>
public readonly record struct PlacedItem(int Item, float Score, RuleEffect Effect);
