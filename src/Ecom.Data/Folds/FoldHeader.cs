namespace Ecom.Data.Folds;

/// <summary>The <c>folds.json</c> of a fold directory: the shapes and bounds that the Parquet files do not say.</summary>
internal sealed record FoldHeader
{
    public required int Schema { get; init; }
    public required int Users { get; init; }
    public required int Items { get; init; }
    public required int Baskets { get; init; }
    public required int LaterBaskets { get; init; }
    public required long TrainEnd { get; init; }
    public required long TuneEnd { get; init; }
    public required long GateEnd { get; init; }
    public required long TestEnd { get; init; }
}
