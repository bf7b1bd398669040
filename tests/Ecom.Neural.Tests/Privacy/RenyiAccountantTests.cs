using Ecom.Neural.Privacy;

namespace Ecom.Neural.Tests.Privacy;

public class RenyiAccountantTests
{
    [Theory]
    [InlineData(2.5, 1.08548710e-03)]
    [InlineData(5, 2.18075656e-03)]
    [InlineData(50, 2.38460375e-02)]
    [InlineData(100, 1.67416308e02)]
    public void Divergences_equal_those_published(double order, double expected)
    {
        // rdp_privacy_accountant_test.py of google/differential-privacy: q = 0.01, σ = 2.5, 50 times. Its value at 1.5 is
        // three per cent above the integral of the next test, which is what is held there.
        var found = 50 * RenyiDivergence.SubsampledGaussian(0.01, 2.5, order);
        Assert.InRange(found, expected * (1 - 1e-4), expected * (1 + 1e-4));
    }

    [Theory]
    [InlineData(0.01, 2.5, 1.5)]
    [InlineData(1e-3, 1, 2)]
    [InlineData(0.01, 10, 20)]
    [InlineData(0.1, 100, 20.5)]
    [InlineData(0.02, 1.2, 3.7)]
    [InlineData(0.3, 0.8, 1.1)]
    [InlineData(0.5, 2, 63.5)]
    public void Divergences_equal_the_integral_that_defines_them(double rate, double noise, double order)
    {
        // E[((1 − q) + q e^((2z − 1)/2σ²))^α], z normal with σ, by trapezoids; the integrand's peak lies between 0 and α.
        var (from, to, steps) = (-40 * noise, order + 40 * noise, 400_000);
        var (width, sum) = ((to - from) / steps, 0.0);
        for (var i = 0; i <= steps; i++)
        {
            var z = from + i * width;
            sum += width * Math.Exp(-z * z / (2 * noise * noise) + order * Math.Log(1 - rate + rate * Math.Exp((2 * z - 1) / (2 * noise * noise))));
        }
        var expected = Math.Log(sum / (noise * Math.Sqrt(2 * Math.PI))) / (order - 1);
        Assert.Equal(expected, RenyiDivergence.SubsampledGaussian(rate, noise, order), 1e-9 + 1e-5 * expected);
    }

    [Fact]
    public void Epsilon_equals_what_other_accountants_publish()
    {
        // accountants_test.py of Opacus: σ = 1.5, q = 0.04, 90 epochs.
        Assert.Equal(7.32911117143, RenyiAccountant.None.With(0.04, 1.5, 2250).Epsilon(1e-5), 1e-6);
        // The MNIST tutorial of TensorFlow Privacy, by the older conversion: about 3.
        Assert.InRange(RenyiAccountant.None.With(256 / 60000.0, 1.1, 60 * 60000 / 256).EpsilonByMironov(1e-5), 2.95, 3.05);
        // A Gaussian mechanism that is exactly (1, 1e-6)-private (Balle, Wang 2018): never less, and not much more.
        Assert.InRange(RenyiAccountant.None.With(1, 4.530877117).Epsilon(1e-6), 1, 1.1);
    }

    [Fact]
    public void Noise_is_solved_from_epsilon()
    {
        // Opacus's test has 1.425307617 for ε = 8, from a search that stops within a hundredth above the least.
        var noise = RenyiAccountant.None.SolveNoise(8, 1e-5, 0.04, 2250);
        Assert.InRange(noise, 1.4153, 1.4254);
        Assert.InRange(RenyiAccountant.None.With(0.04, noise, 2250).Epsilon(1e-5), 7.95, 8);
        Assert.Throws<ArgumentException>(() => RenyiAccountant.None.With(1, 1).SolveNoise(1, 1e-5, 0.04, 10));
    }

    [Fact]
    public void Mechanisms_add_up_and_nothing_costs_nothing()
    {
        Assert.Equal(0, RenyiAccountant.None.Epsilon(1e-5));
        Assert.Equal(0, RenyiAccountant.None.With(0, 1, 100).Epsilon(1e-5));
        Assert.Equal(double.PositiveInfinity, RenyiAccountant.None.With(0.1, 0).Epsilon(1e-5));
        var both = RenyiAccountant.None.With(1, 5).With(0.01, 1, 100);
        Assert.Equal(RenyiAccountant.None.With(0.01, 1, 60).With(1, 5).With(0.01, 1, 40).Epsilon(1e-5), both.Epsilon(1e-5), 1e-12);
        Assert.True(both.Epsilon(1e-5) > RenyiAccountant.None.With(1, 5).Epsilon(1e-5));
    }
}
