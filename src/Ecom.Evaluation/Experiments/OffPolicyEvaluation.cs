using Ecom.Evaluation.Statistics;

namespace Ecom.Evaluation.Experiments;

/// <summary>
/// The value of a policy from the logs of another: inverse propensity scoring (Horvitz and Thompson 1952), self-normalised (Swaminathan and Joachims 2015) and doubly robust (Dudík, Langford
/// and Li 2011).
/// </summary>
public static class OffPolicyEvaluation
{
    private const double Normal95 = 1.959963984540054;

    /// <exception cref="ArgumentException">A propensity is not above 0 and at most 1: what was never chosen says nothing.</exception>
    /// <returns>Null without any decision.</returns>
    public static OffPolicyResult? Estimate(IReadOnlyList<LoggedDecision> log)
    {
        if (log.Count == 0) return null;
        foreach (var d in log)
            if (!(d.Propensity is > 0 and <= 1)) throw new ArgumentException($"The propensity {d.Propensity} is not above 0 and at most 1.", nameof(log));
        var weights = log.Select(d => d.Target / d.Propensity).ToArray();
        var (sum, squares) = (weights.Sum(), weights.Sum(w => w * w));
        var ips = new RunningMean();
        var robust = new RunningMean();
        for (var k = 0; k < log.Count; k++)
        {
            ips.Add(weights[k] * log[k].Reward);
            robust.Add(log[k].PredictedTarget + (weights[k] * (log[k].Reward - log[k].Predicted)));
        }
        var ratio = sum > 0 ? ips.Mean * log.Count / sum : double.NaN;
        // Of a ratio of means, by the delta method.
        var error = sum > 0 ? Math.Sqrt(weights.Zip(log, (w, d) => w * w * (d.Reward - ratio) * (d.Reward - ratio)).Sum()) / sum : double.NaN;
        return new OffPolicyResult(log.Count, squares > 0 ? sum * sum / squares : 0, Of(ips), Of(ratio, error), Of(robust));
    }

    private static OffPolicyEstimate Of(RunningMean mean) => Of(mean.Mean, Math.Sqrt(mean.Variance / mean.Count));

    private static OffPolicyEstimate Of(double value, double error) => new(value, new Interval(value - (Normal95 * error), value + (Normal95 * error)));
}
