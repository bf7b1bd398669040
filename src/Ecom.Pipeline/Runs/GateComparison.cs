namespace Ecom.Pipeline.Runs;

/// <summary>A paired comparison of two candidates over the same gate users.</summary>
/// <param name="Against">What it was compared with.</param>
/// <param name="Metric">E.g. <c>ndcg@20</c>.</param>
/// <param name="Slice">E.g. <c>all</c>.</param>
/// <param name="Difference">Mean of candidate minus other.</param>
/// <param name="Relative">The difference as a share of the other's mean.</param>
/// <param name="P">p-value of the paired test, uncorrected.</param>
/// <param name="AdjustedP">Holm-corrected over the challengers of the run, where corrected.</param>
public sealed record GateComparison(
    string Against, string Metric, string Slice, double Difference, double Relative, double P, double? AdjustedP = null);
