namespace Ecom.Serving.Searching;

/// <summary>A value to filter by.</summary>
/// <param name="Value">For the filter of the same name.</param>
/// <param name="Count">Products it would leave.</param>
public sealed record FacetValue(string Value, int Count);
