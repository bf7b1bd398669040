namespace Ecom.Benchmarks.Models.Incremental;

/// <summary>One way to come by a model, measured on what followed the new data.</summary>
internal sealed record IncrementalFigures
{
    public required string Model { get; init; }

    /// <summary><c>refit</c>, <c>fold-in</c> (the old fit, users folded in) or <c>update</c> (the old fit carried on with the new rows).</summary>
    public required string Way { get; init; }

    /// <summary>To have the model at the time of measurement, given the old fit.</summary>
    public double Seconds { get; init; }

    /// <summary>NDCG@20 over all users, over users without a row in the old fit, and over items without one.</summary>
    public double All { get; init; }
    public double NewUsers { get; init; }
    public double NewItems { get; init; }
}
