using Ecom.Neural.Privacy;

namespace Ecom.Neural.Tests.Privacy;

/// <summary>There is no seed to fix, so every bound here is beyond six standard errors.</summary>
public class SecureNoiseTests
{
    private const int Draws = 200_000;

    [Fact]
    public void Draws_are_standard_normal_and_never_the_same()
    {
        var noise = new SecureNoise();
        var values = Enumerable.Range(0, Draws).Select(_ => noise.Normal()).ToArray();
        Assert.InRange(values.Average(), -0.015, 0.015);
        Assert.InRange(values.Average(v => v * v), 0.98, 1.02);
        Assert.InRange(values.Average(v => v * v * v * v), 2.85, 3.15);
        Assert.InRange(values.Count(v => v > 1.959964) / (double)Draws, 0.0225, 0.0275);
        // Neighbours come from one block of the generator and must not know of each other.
        Assert.InRange(values.Zip(values.Skip(1), (a, b) => a * b).Average(), -0.015, 0.015);
        Assert.Equal(Draws, values.Distinct().Count());
        Assert.DoesNotContain(new SecureNoise().Normal(), values);
    }

    [Fact]
    public void Each_row_is_sampled_by_itself()
    {
        var noise = new SecureNoise();
        var samples = Enumerable.Range(0, 4000).Select(_ => noise.Sample(50, 0.1)).ToArray();
        // Binomial: mean 5, variance 4.5; a sample of fixed size would have none.
        var mean = samples.Average(s => s.Length);
        Assert.InRange(mean, 4.79, 5.21);
        Assert.InRange(samples.Average(s => (s.Length - mean) * (s.Length - mean)), 3.8, 5.2);
        Assert.All(Enumerable.Range(0, 50), r => Assert.InRange(samples.Count(s => s.Contains(r)), 280, 520));
        Assert.Empty(noise.Sample(50, 0));
        Assert.Equal(50, noise.Sample(50, 1).Length);
    }
}
