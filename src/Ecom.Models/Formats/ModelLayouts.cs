namespace Ecom.Models.Formats;

/// <summary>All layouts this build can serve.</summary>
public static class ModelLayouts
{
    public static IReadOnlyList<IModelLayout> All { get; } = Of(32);

    /// <summary>All of them, factors opened with so many bits.</summary>
    internal static IReadOnlyList<IModelLayout> Of(int factorBits) =>
        [new ItemScoresLayout(), new ItemItemLayout(), new MlpLayout(), new FactorLayout(factorBits), new RowNeighbourLayout(), new FusionLayout(), new RankerLayout(), new TransformerLayout()];
}
