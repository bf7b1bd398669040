namespace Ecom.Serving.Experiments;

/// <summary>What an arm's customers did.</summary>
/// <param name="Arm">Its name, or <c>holdout</c>.</param>
/// <param name="Customers">Who were given at least one list.</param>
/// <param name="Lists">Lists given.</param>
/// <param name="ClickThrough">Share of a customer's lists with a product viewed or clicked afterwards.</param>
/// <param name="Conversion">Share of customers who bought anything afterwards.</param>
/// <param name="Revenue">Revenue per customer with products of their lists, in the shop's currency.</param>
public sealed record ArmResult(string Arm, int Customers, long Lists, MeasuredValue ClickThrough, MeasuredValue Conversion, MeasuredValue Revenue);
