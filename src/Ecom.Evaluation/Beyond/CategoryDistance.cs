namespace Ecom.Evaluation.Beyond;

/// <summary>1 where the categories differ or one is unknown, else 0.</summary>
internal sealed class CategoryDistance(IReadOnlyList<string?> categories) : IItemDistance
{
    public double Between(int a, int b) => categories[a] is { } category && category == categories[b] ? 0 : 1;
}
