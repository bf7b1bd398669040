namespace Ecom.Models.Jobs;

/// <summary>What the trainer found; stored as <c>result.json</c> in the job's output.</summary>
public sealed record TrainerResult
{
    public int Schema { get; init; } = 1;
    public required string Model { get; init; }
    public required string Augment { get; init; }

    /// <summary>Null, or why the family was left out (it does not fit the memory or time ceiling); then there is nothing else.</summary>
    public string? LeftOut { get; init; }

    public Parameters ModelParameters { get; init; } = Parameters.None;
    public Parameters AugmentParameters { get; init; } = Parameters.None;

    /// <summary>Settings tried on tune, in order, with the selection metric of each.</summary>
    public IReadOnlyList<TrainerTrial> Trials { get; init; } = [];

    /// <summary>Measurements by fold (<c>gate</c>, <c>test</c>) and slice (<c>all</c>, <c>cold-users</c>, <c>light-users</c>, …).</summary>
    public IReadOnlyList<FoldMetrics> Metrics { get; init; } = [];

    /// <summary>Generated rows added and the generator's figures; empty without augmentation.</summary>
    public IReadOnlyDictionary<string, double> AugmentFigures { get; init; } = new Dictionary<string, double>();

    /// <summary>Losses of the augmenter's generator by name, epoch by epoch; empty where it has none. A loss that is no number is left out.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> AugmentLosses { get; init; } = [];

    /// <summary>For a refit: what became of the search ranker; null from other jobs.</summary>
    public SearchRankerResult? Search { get; init; }

    /// <summary>For a refit: the model can be carried on with new rows alone, for its family can and nothing generated is in it.</summary>
    public bool Incremental { get; init; }

    /// <summary>What a served model was carried on with; null: the model was fitted anew.</summary>
    public CarriedOn? Carried { get; init; }

    /// <summary>Wall seconds of the final fit, augmentation included, or of carrying on.</summary>
    public double FitSeconds { get; init; }

    public double SearchSeconds { get; init; }
    public double EvaluateSeconds { get; init; }

    /// <summary>Peak resident memory of the trainer process.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Bytes of the exported model.</summary>
    public long ModelBytes { get; init; }
}
