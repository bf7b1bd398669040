namespace Ecom.Serving.Rules;

/// <summary>Raises (above 1) or buries (below 1) products. A product fits where everything given fits.</summary>
/// <param name="Factor">0 to 10. The list's scores, brought to 0 to 1, are multiplied with it; 0 takes to the end.</param>
/// <param name="ItemId">This product.</param>
/// <param name="Category">This category and those below.</param>
/// <param name="Brand">This brand.</param>
public sealed record BoostRule(double Factor, string? ItemId = null, string? Category = null, string? Brand = null);
