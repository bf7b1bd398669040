using Ecom.Evaluation.Experiments;

namespace Ecom.Evaluation.Tests.Experiments;

public class OffPolicyTests
{
    private const int Actions = 5;
    private const int Runs = 200;

    // Three kinds of customers; what they like is known, so the value of every policy is.
    private static readonly double[][] Rates = [[.02, .05, .3, .1, .08], [.2, .1, .02, .05, .15], [.1, .1, .1, .4, .1]];
    private static readonly double[][] Logging = [[.4, .3, .1, .1, .1], [.1, .1, .4, .2, .2], [.3, .3, .2, .1, .1]];

    private static double Truth => Rates.Average(r => r.Max());

    [Fact]
    public void Every_estimator_finds_the_value_of_a_policy_that_was_never_run()
    {
        var results = Estimates((kind, action) => Rates[kind][action]);
        foreach (var estimates in new[] { results.Select(r => r.Ips), results.Select(r => r.Snips), results.Select(r => r.DoublyRobust) })
        {
            var values = estimates.Select(e => e.Value).ToArray();
            var error = Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / Runs / Runs);
            // SNIPS has a bias of order 1/n beside the noise.
            Assert.InRange(values.Average(), Truth - (3 * error) - .003, Truth + (3 * error) + .003);
            Assert.InRange(estimates.Count(e => e.Interval.Low <= Truth && Truth <= e.Interval.High) / (double)Runs, .9, .99);
        }
        // What the logging policy earned is something else.
        Assert.True(Math.Abs(Rates.Select((r, k) => r.Zip(Logging[k], (a, b) => a * b).Sum()).Average() - Truth) > .1);
    }

    [Fact]
    public void A_good_reward_model_narrows_and_a_wrong_one_does_not_mislead()
    {
        var good = Estimates((kind, action) => Rates[kind][action]);
        // With weights of 10 and rates p the variances are 10 p(1 − p) + var(p) against 10 p − p²: a spread of .84 in theory.
        Assert.InRange(Spread(good.Select(r => r.DoublyRobust.Value)) / Spread(good.Select(r => r.Ips.Value)), .75, .92);
        var wrong = Estimates((_, action) => action / 5d).Select(r => r.DoublyRobust.Value).ToArray();
        Assert.InRange(wrong.Average(), Truth - .02, Truth + .02);
    }

    [Fact]
    public void The_logging_policy_itself_is_worth_what_it_earned()
    {
        var log = Enumerable.Range(0, 50).Select(k => new LoggedDecision(.25, .25, k % 2)).ToArray();
        var result = OffPolicyEvaluation.Estimate(log)!;
        Assert.Equal((.5, .5, .5, 50), (result.Ips.Value, result.Snips.Value, result.DoublyRobust.Value, result.EffectiveSample));
        Assert.Null(OffPolicyEvaluation.Estimate([]));
        Assert.Throws<ArgumentException>(() => OffPolicyEvaluation.Estimate([new LoggedDecision(0, 1, 1)]));
    }

    private static List<OffPolicyResult> Estimates(Func<int, int, double> model)
    {
        var results = new List<OffPolicyResult>();
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(run);
            var log = new LoggedDecision[1000];
            for (var k = 0; k < log.Length; k++)
            {
                var kind = random.Next(Rates.Length);
                var action = 0;
                for (var at = random.NextDouble(); action < Actions - 1 && at >= Logging[kind][action]; action++) at -= Logging[kind][action];
                var best = Array.IndexOf(Rates[kind], Rates[kind].Max());
                log[k] = new LoggedDecision(Logging[kind][action], action == best ? 1 : 0, random.NextDouble() < Rates[kind][action] ? 1 : 0, model(kind, action), model(kind, best));
            }
            results.Add(OffPolicyEvaluation.Estimate(log)!);
        }
        return results;
    }

    private static double Spread(IEnumerable<double> values)
    {
        var all = values.ToArray();
        return Math.Sqrt(all.Average(v => Math.Pow(v - all.Average(), 2)));
    }
}
