namespace Ecom.Augmentation.Assessment;

/// <summary>
/// What an attacker makes of a target's statistic under the released generator, knowing it under shadow generators that learned from the target and under others that did not. Deviations are pooled over
/// targets, as a few shadows allow no better.
/// </summary>
internal sealed class ShadowScores
{
    private readonly List<double>[] _inside;
    private readonly List<double>[] _outside;

    public ShadowScores(int targets) => (_inside, _outside) = (Lists(targets), Lists(targets));

    /// <summary>A target's statistic under one shadow.</summary>
    public void Add(int target, bool isInside, double value) => (isInside ? _inside : _outside)[target].Add(value);

    /// <summary>The log ratio of two normal densities (LiRA; Carlini et al. 2022); without a shadow on either side nothing is known of the target.</summary>
    public double[] LikelihoodRatios(double[] released)
    {
        var deviation = Math.Sqrt(_inside.Concat(_outside).SelectMany(Off).DefaultIfEmpty(1).Average(d => d * d) + 1e-12);
        return [.. released.Select((value, t) =>
        {
            if (_inside[t].Count == 0 || _outside[t].Count == 0) return 0;
            var (i, o) = ((value - _inside[t].Average()) / deviation, (value - _outside[t].Average()) / deviation);
            return (o * o - i * i) / 2;
        })];
    }

    /// <summary>The statistic less what it is under generators that did not learn from the target, which are the reference (Watson et al. 2022).</summary>
    public double[] Calibrated(double[] released) => [.. released.Select((value, t) => _outside[t].Count == 0 ? 0 : value - _outside[t].Average())];

    private static IEnumerable<double> Off(List<double> values) => values.Count < 2 ? [] : values.Select(v => v - values.Average());

    private static List<double>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<double>())];
}
