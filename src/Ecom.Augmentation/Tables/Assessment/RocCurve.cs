using MathNet.Numerics.Distributions;

namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>Receiver operating characteristic of scores, with intervals.</summary>
public static class RocCurve
{
    /// <summary>The chance that a positive scores above a negative, ties half (Mann-Whitney).</summary>
    public static double Area(double[] positive, double[] negative)
    {
        var sorted = negative.Order().ToArray();
        var sum = 0.0;
        foreach (var p in positive)
        {
            var (below, upTo) = (Below(sorted, p, inclusive: false), Below(sorted, p, inclusive: true));
            sum += below + (upTo - below) / 2.0;
        }
        return sum / ((double)positive.Length * negative.Length);
    }

    /// <summary>95 % interval of an area by the standard error of Hanley and McNeil (1982).</summary>
    public static double[] AreaInterval(double area, int positives, int negatives)
    {
        var (q1, q2) = (area / (2 - area), 2 * area * area / (1 + area));
        var variance = (area * (1 - area) + (positives - 1) * (q1 - area * area) + (negatives - 1) * (q2 - area * area)) / ((double)positives * negatives);
        var margin = 1.96 * Math.Sqrt(Math.Max(0, variance));
        return [Math.Max(0, area - margin), Math.Min(1, area + margin)];
    }

    /// <summary>Positives above the threshold that at most a share of the negatives exceeds.</summary>
    public static (int Hits, double Rate) TruePositives(double[] positive, double[] negative, double falsePositives)
    {
        var sorted = negative.OrderDescending().ToArray();
        var threshold = sorted[Math.Min(sorted.Length - 1, (int)(falsePositives * sorted.Length))];
        var hits = positive.Count(p => p > threshold);
        return (hits, (double)hits / positive.Length);
    }

    /// <summary>Exact 95 % interval of a proportion (Clopper, Pearson 1934).</summary>
    public static double[] ClopperPearson(int hits, int trials) =>
    [
        hits == 0 ? 0 : Beta.InvCDF(hits, trials - hits + 1, 0.025),
        hits == trials ? 1 : Beta.InvCDF(hits + 1, trials - hits, 0.975),
    ];

    private static int Below(double[] sorted, double value, bool inclusive)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (inclusive && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
