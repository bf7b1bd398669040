using System.Text.Json.Serialization;
using Ecom.Evaluation.Statistics;
using Ecom.Models;

namespace Ecom.Local.Bench;

/// <summary>One row of a benchmark.</summary>
public sealed record BenchResult
{
    public required string Model { get; init; }
    public required string Augment { get; init; }
    public Parameters Parameters { get; init; } = Parameters.None;
    public Parameters AugmentParameters { get; init; } = Parameters.None;

    /// <summary>What the final fit saw, where the protocol has more than one answer.</summary>
    public string? FittedOn { get; init; }

    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Bootstrap 95 % intervals, low and high.</summary>
    public IReadOnlyDictionary<string, double[]> Intervals { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Other slices' averages, by slice.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Slices { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    public double FitSeconds { get; init; }
    public double EvaluateSeconds { get; init; }
    public double SearchSeconds { get; init; }
    public int Trials { get; init; }

    /// <summary>The winning setting's score on the validation part.</summary>
    public double ValidationScore { get; init; }

    public double PeakMegabytes { get; init; }
    public double ModelMegabytes { get; init; }
    public IReadOnlyDictionary<string, double> AugmentFigures { get; init; } = new Dictionary<string, double>();

    /// <summary>Against the best row, per user; p is Holm-corrected over all rows.</summary>
    public PairedComparison? VersusBest { get; init; }

    /// <summary>Against the same model without augmentation, per user.</summary>
    public PairedComparison? VersusUnaugmented { get; init; }

    /// <summary>Why there are no figures.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Where the per-user figures are, until the comparisons are made.</summary>
    [JsonIgnore]
    public string? UsersFile { get; init; }
}
