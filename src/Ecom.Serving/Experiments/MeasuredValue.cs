namespace Ecom.Serving.Experiments;

/// <summary>A mean over customers with its confidence sequence: the interval holds at every look together, so looking often is no sin.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Low">Null below 100 customers or 25 who did anything, when nothing can be said.</param>
/// <param name="High">Likewise.</param>
public sealed record MeasuredValue(double Value, double? Low, double? High);
