using Ecom.Models.Scoring;

namespace Ecom.Recommendation.ItemKnn;

/// <summary>Divides what each target receives by the sum of its absolute weights, so that well-connected items gain nothing by that alone.</summary>
internal static class TargetNormalisation
{
    public static SparseRows Apply(SparseRows rows)
    {
        var sums = new double[rows.Count];
        for (var p = 0; p < rows.Items.Length; p++) sums[rows.Items[p]] += Math.Abs(rows.Weights[p]);
        var weights = new float[rows.Weights.Length];
        for (var p = 0; p < weights.Length; p++) weights[p] = (float)(rows.Weights[p] / sums[rows.Items[p]]);
        return rows with { Weights = weights };
    }
}
