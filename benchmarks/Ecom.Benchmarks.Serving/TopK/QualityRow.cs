namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>The same iALS model on ml100k's test pairs with 32-bit and with 8-bit factors, NDCG@20.</summary>
/// <param name="Ndcg32">Mean over users.</param>
/// <param name="Ndcg8">Mean over the same users.</param>
/// <param name="LargestUserDifference">Of a single user's NDCG@20.</param>
/// <param name="UsersChanged">Users whose NDCG@20 is not the same.</param>
/// <param name="Users">Users measured.</param>
internal sealed record QualityRow(double Ndcg32, double Ndcg8, double LargestUserDifference, int UsersChanged, int Users)
{
    public double Difference => Ndcg8 - Ndcg32;
}
