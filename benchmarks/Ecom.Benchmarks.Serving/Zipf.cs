namespace Ecom.Benchmarks.Serving;

/// <summary>Draws ranks by Zipf's law with exponent 1: the first rank is the most frequent.</summary>
internal static class Zipf
{
    /// <returns>A rank in [0, count), by inverting the logarithm that approximates the harmonic numbers.</returns>
    public static int Next(Random random, int count) => Math.Min(count - 1, (int)Math.Exp(random.NextDouble() * Math.Log(count + 1.0)) - 1);
}
