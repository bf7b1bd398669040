using Ecom.Models;
using Ecom.Models.Jobs;

namespace Ecom.Pipeline.Registry;

/// <summary>One immutable model version: what it is, what it was made of, how well it did.</summary>
public sealed record ModelVersion
{
    public int Schema { get; init; } = 1;

    /// <summary>The version's id; sorts by time of creation.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset Created { get; init; }
    public required string Model { get; init; }
    public required string Augment { get; init; }
    public required Parameters ModelParameters { get; init; }
    public required Parameters AugmentParameters { get; init; }

    /// <summary>The next refresh may carry the model on with new rows alone, without a fit.</summary>
    public bool Incremental { get; init; }

    /// <summary>
    /// Gate and test metrics of the recipe, fitted on the train fold. The served arrays are a refit on all data. A version carried on has its own figures where
    /// it could be measured on what it had not seen, else those of its parent.
    /// </summary>
    public required IReadOnlyList<FoldMetrics> Metrics { get; init; }

    public required ModelLineage Lineage { get; init; }

    /// <summary>Files below the version's snapshot folder.</summary>
    public required IReadOnlyList<ArtefactFile> Files { get; init; }

    public long Bytes => Files.Sum(f => f.Length);
}
