using Ecom.Models;

namespace Ecom.Serving.Models;

/// <summary>One model version.</summary>
public sealed record ModelSummary
{
    public required string Version { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required string Model { get; init; }
    public required string Augment { get; init; }

    /// <summary>Whether requests are answered with it.</summary>
    public required bool Served { get; init; }

    public required Parameters ModelParameters { get; init; }
    public required Parameters AugmentParameters { get; init; }

    /// <summary>Test-fold figures over all users, by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    public required int DatasetVersion { get; init; }

    /// <summary>The version served when this one was made.</summary>
    public string? Parent { get; init; }

    public required long Bytes { get; init; }
}
