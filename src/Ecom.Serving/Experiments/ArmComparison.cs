namespace Ecom.Serving.Experiments;

/// <summary>An arm minus the control.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="ClickThrough">Difference of the shares.</param>
/// <param name="Conversion">Difference of the shares.</param>
/// <param name="Revenue">Difference per customer.</param>
public sealed record ArmComparison(string Arm, MeasuredValue ClickThrough, MeasuredValue Conversion, MeasuredValue Revenue);
