namespace Ecom.Models.Formats;

/// <summary>All layouts this build can serve.</summary>
public static class ModelLayouts
{
    public static IReadOnlyList<IModelLayout> All { get; } = [new ItemScoresLayout(), new ItemItemLayout(), new MlpLayout(), new FactorLayout(), new RowNeighbourLayout(), new FusionLayout(), new RankerLayout(), new TransformerLayout()];
}
