namespace Ecom.Pipeline.Registry;

/// <summary>What a version was made of, so that it can be explained and made again.</summary>
public sealed record ModelLineage
{
    public required string RunId { get; init; }
    public required int DatasetVersion { get; init; }

    /// <summary>SHA-256 over the dataset manifest's parts.</summary>
    public required string DataHash { get; init; }

    /// <summary>SHA-256 over the options of the refresh.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>Time of the newest event the served arrays were fitted on, Unix seconds.</summary>
    public required long DataUntil { get; init; }

    /// <summary>Folds the served arrays were fitted on.</summary>
    public string FittedOn { get; init; } = "train+tune+gate+test";

    /// <summary>Version that was served when this one was made.</summary>
    public string? Parent { get; init; }

    /// <summary>How often in a row the model has been carried on since it was fitted; 0: it was fitted for this version.</summary>
    public int Carries { get; init; }

    public required int Seed { get; init; }
}
