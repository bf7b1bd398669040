namespace Ecom.Pipeline.Starter;

/// <summary>What is served before the first model: the popular products of the first ingest, stored at <c>ShopPaths.StarterList</c>.</summary>
/// <param name="Created">When it was counted.</param>
/// <param name="DatasetVersion">The dataset it was counted over.</param>
/// <param name="Items">Most popular first, at most <see cref="MaximumItems"/>.</param>
public sealed record StarterList(DateTimeOffset Created, int DatasetVersion, IReadOnlyList<StarterItem> Items)
{
    /// <summary>Enough for filters to find something, small enough for one document.</summary>
    public const int MaximumItems = 2000;
}
