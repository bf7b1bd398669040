namespace Ecom.Evaluation.Statistics;

/// <summary>Holm's step-down correction (1979): the chance of one false win among all comparisons stays at the level.</summary>
public static class Holm
{
    /// <summary>Adjusted p-values in the order given; compare each with the level.</summary>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ToArray();
        var adjusted = new double[p.Count];
        var running = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, (order.Length - rank) * p[order[rank]]));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }
}
