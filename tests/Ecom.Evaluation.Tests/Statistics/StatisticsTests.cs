using Ecom.Evaluation.Beyond;
using Ecom.Evaluation.Statistics;

namespace Ecom.Evaluation.Tests.Statistics;

public class StatisticsTests
{
    [Fact]
    public void Paired_t_test_equals_a_textbook_case()
    {
        // Differences 1, 2, 3, 4, 5: t = 3/(1.5811/√5) = 4.2426, df 4, p = .0132 two-sided.
        var result = PairedTest.Compare([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], 1);
        Assert.Equal(3, result.Difference, 9);
        Assert.Equal(.01324, result.PTwoSided, 4);
        Assert.Equal(.00662, result.PGreater, 4);
        Assert.True(result.Interval.Low < 3 && 3 < result.Interval.High);
    }

    [Fact]
    public void Equal_runs_do_not_differ()
    {
        var result = PairedTest.Compare([1, 2], [1, 2], 1);
        Assert.Equal((1, 1), (result.PTwoSided, result.PGreater));
    }

    [Fact]
    public void Holm_equals_a_hand_computed_case() =>
        Assert.Equal([.03, .06, .06, .02], Holm.Adjust([.01, .04, .03, .005]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Bootstrap_interval_is_about_two_standard_errors_and_repeats()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 400).Select(_ => (float)random.NextDouble()).ToArray();
        var interval = Bootstrap.Means([values], 1000, 7)[0];
        var mean = values.Average();
        var error = Math.Sqrt(1 / 12.0 / 400);
        Assert.InRange(interval.Low, mean - (2.5 * error), mean - (1.5 * error));
        Assert.InRange(interval.High, mean + (1.5 * error), mean + (2.5 * error));
        Assert.Equal(interval, Bootstrap.Means([values], 1000, 7)[0]);
        Assert.NotEqual(interval, Bootstrap.Means([values], 1000, 8)[0]);
    }

    [Fact]
    public void Gini_knows_its_extremes()
    {
        Assert.Equal(0, Gini.Of([3, 3, 3]), 12);
        Assert.Equal(.75, Gini.Of([0, 0, 0, 8]), 12);
        Assert.Equal(0, Gini.Of([0, 0]), 12);
    }
}
