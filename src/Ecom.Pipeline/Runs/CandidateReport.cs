using Ecom.Models;
using Ecom.Models.Jobs;

namespace Ecom.Pipeline.Runs;

/// <summary>One recipe of a refresh and what became of it.</summary>
public sealed record CandidateReport
{
    public required string Model { get; init; }
    public required string Augment { get; init; }

    /// <summary><c>candidate</c>, <c>champion</c> (the served recipe on new data), <c>carried</c> (the served model carried on with new data) or <c>served</c> (the served model itself).</summary>
    public required string Role { get; init; }

    public required Parameters ModelParameters { get; init; }
    public required Parameters AugmentParameters { get; init; }

    /// <summary>Gate and test figures by slice; empty where the candidate was left out, failed, or had seen what it would be measured on.</summary>
    public required IReadOnlyList<FoldMetrics> Metrics { get; init; }

    public required bool Promoted { get; init; }

    /// <summary>Why it was promoted, or why not.</summary>
    public required string Why { get; init; }

    /// <summary>Paired comparisons the decision rests on.</summary>
    public IReadOnlyList<GateComparison> Comparisons { get; init; } = [];

    public int Trials { get; init; }

    /// <summary>Settings tried on the validation fold, in order; the augmenter's among them.</summary>
    public IReadOnlyList<TrainerTrial> Tried { get; init; } = [];

    /// <summary>What the augmenter generated, how like it is to observed behaviour, and how its generator was trained.</summary>
    public IReadOnlyDictionary<string, double> AugmentFigures { get; init; } = new Dictionary<string, double>();

    /// <summary>Losses of the augmenter's generator by name (lossD, lossG, reconstruction, kl, validation), epoch by epoch.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> AugmentLosses { get; init; } = [];

    /// <summary>What the served model was carried on with, instead of a fit; null: it was fitted.</summary>
    public CarriedOn? Carried { get; init; }

    public double FitSeconds { get; init; }
    public double SearchSeconds { get; init; }
    public long PeakBytes { get; init; }
    public long ModelBytes { get; init; }
}
