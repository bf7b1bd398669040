namespace Ecom.Evaluation.Beyond;

/// <summary>The Gini coefficient: 0 where everything is shown equally often, towards 1 where one item is shown alone.</summary>
public static class Gini
{
    public static double Of(IReadOnlyCollection<int> counts)
    {
        var sorted = counts.Order().ToArray();
        double total = sorted.Sum(c => (long)c);
        if (total == 0) return 0;
        var weighted = 0.0;
        for (var i = 0; i < sorted.Length; i++) weighted += ((2.0 * (i + 1)) - sorted.Length - 1) * sorted[i];
        return weighted / (sorted.Length * total);
    }
}
