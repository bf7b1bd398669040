namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>Whole queries on one thread.</summary>
/// <param name="Items">Of the catalogue.</param>
/// <param name="Bits">Of a factor.</param>
/// <param name="PerSecond">By the median time of a query.</param>
/// <param name="AllocatedBytes">A query.</param>
internal sealed record QueryRow(int Items, int Bits, double PerSecond, long AllocatedBytes);
