using Ecom.Evaluation.Experiments;

namespace Ecom.Evaluation.Tests.Experiments;

public class ConfidenceSequenceTests
{
    private const int Sequences = 400;
    private const int Length = 3000;

    /// <summary>Wrong in at most 5 % of sequences, give or take three standard errors of 400 of them.</summary>
    private const double Most = .05 + 3 * .0109;

    [Theory]
    [InlineData(.1)]
    [InlineData(.03)]
    [InlineData(.015)]
    public void Looked_at_after_every_customer_the_intervals_of_a_rate_hold(double rate)
    {
        var wrong = Run((random, mean) => mean.Add(random.NextDouble() < rate ? 1 : 0), mean => Outside(new ConfidenceSequence().Of(mean), rate));
        Assert.InRange(wrong, 0, Most);
    }

    [Fact]
    public void A_usual_interval_looked_at_as_often_does_not()
    {
        var wrong = Run((random, mean) => mean.Add(random.NextDouble() < .1 ? 1 : 0), mean =>
        {
            var radius = 1.96 * Math.Sqrt(mean.Variance / mean.Count);
            return Outside(new(mean.Mean - radius, mean.Mean + radius), .1);
        });
        Assert.True(wrong > .25, $"{wrong}");
    }

    [Fact]
    public void The_difference_of_skewed_revenues_holds_too()
    {
        var sequence = new ConfidenceSequence();
        var wrong = 0;
        for (var s = 0; s < Sequences; s++)
        {
            var random = new Random(1000 + s);
            var arms = new[] { new RunningMean(), new RunningMean() };
            for (var n = 0; n < Length; n++)
            {
                // One in ten buys, for some 20 on average, whatever the arm.
                arms[random.Next(2)].Add(random.NextDouble() < .1 ? -20 * Math.Log(1 - random.NextDouble()) : 0);
                if (!Outside(sequence.OfDifference(arms[0], arms[1]), 0)) continue;
                wrong++;
                break;
            }
        }
        Assert.InRange(wrong / (double)Sequences, 0, Most);
    }

    [Fact]
    public void A_real_difference_is_found()
    {
        var random = new Random(3);
        var (with, without) = (new RunningMean(), new RunningMean());
        var sequence = new ConfidenceSequence();
        var found = 0;
        for (var n = 1; n <= 20_000 && found == 0; n++)
        {
            with.Add(random.NextDouble() < .13 ? 1 : 0);
            without.Add(random.NextDouble() < .10 ? 1 : 0);
            if (sequence.OfDifference(with, without).Low > 0) found = n;
        }
        Assert.InRange(found, ConfidenceSequence.Least, 15_000);
    }

    [Fact]
    public void Nothing_is_said_before_there_is_something_to_say()
    {
        var mean = new RunningMean();
        for (var n = 1; n < ConfidenceSequence.Least; n++) mean.Add(n % 2);
        Assert.Equal(double.PositiveInfinity, new ConfidenceSequence().Of(mean).High);
        mean.Add(1);
        Assert.True(double.IsFinite(new ConfidenceSequence().Of(mean).High));
        // It narrows as √(log n / n), not faster.
        Assert.InRange(new ConfidenceSequence().Radius(1, 2000), 1.96 / Math.Sqrt(2000), 2 * 1.96 / Math.Sqrt(2000));
    }

    private static double Run(Action<Random, RunningMean> add, Func<RunningMean, bool> isOutside)
    {
        var wrong = 0;
        for (var s = 0; s < Sequences; s++)
        {
            var (random, mean) = (new Random(s), new RunningMean());
            for (var n = 1; n <= Length; n++)
            {
                add(random, mean);
                if (n < ConfidenceSequence.Least || !isOutside(mean)) continue;
                wrong++;
                break;
            }
        }
        return wrong / (double)Sequences;
    }

    private static bool Outside(Ecom.Evaluation.Statistics.Interval interval, double truth) => truth < interval.Low || truth > interval.High;
}
