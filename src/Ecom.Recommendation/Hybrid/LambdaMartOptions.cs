namespace Ecom.Recommendation.Hybrid;

/// <summary>Settings of <see cref="LambdaMart"/>.</summary>
/// <param name="Rounds">Trees.</param>
/// <param name="Leaves">Leaves of a tree.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="MinimumLeaf">Rows of a leaf at least.</param>
/// <param name="Gains">Gain of each grade, from grade 0.</param>
public sealed record LambdaMartOptions(int Rounds, int Leaves, double Rate, int MinimumLeaf, int[] Gains);
