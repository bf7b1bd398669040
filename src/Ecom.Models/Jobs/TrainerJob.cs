namespace Ecom.Models.Jobs;

/// <summary>
/// What the trainer process is asked to do; stored as <c>job.json</c>. One job is one family's whole search with one
/// augmenter, or one refit of a chosen recipe.
/// </summary>
public sealed record TrainerJob
{
    public int Schema { get; init; } = 1;
    public required TrainerJobKind Kind { get; init; }
    public required string Model { get; init; }
    public required string Augment { get; init; }

    /// <summary>Local folder of fold files (see Ecom.Data folds).</summary>
    public required string Input { get; init; }

    /// <summary>Local folder that receives <c>result.json</c>, per-user metrics and the exported model.</summary>
    public required string Output { get; init; }

    /// <summary>
    /// Local folder of the served version's snapshot, its items matched by id: measured by <see cref="TrainerJobKind.Served"/>; carried on, instead of a recipe being
    /// fitted, by <see cref="TrainerJobKind.Refit"/> and <see cref="TrainerJobKind.Evaluate"/> where it is given.
    /// </summary>
    public string? Served { get; init; }

    /// <summary>
    /// For <see cref="TrainerJobKind.TopN"/>: the files of pairs to train and to test on; for <see cref="TrainerJobKind.Judgements"/> the one file of
    /// judgements. <see cref="Input"/> is not read.
    /// </summary>
    public string? TrainFile { get; init; }

    public string? TestFile { get; init; }

    /// <summary>
    /// For <see cref="TrainerJobKind.TopN"/>: half of the users keep this many training pairs, and settings are chosen for them (the light users) alone;
    /// null: everybody keeps everything, and settings are chosen for all.
    /// </summary>
    public int? CutTo { get; init; }

    /// <summary>For <see cref="TrainerJobKind.Next"/>, whose sequences are in <see cref="TrainFile"/>: files about items.</summary>
    public IReadOnlyList<string> ItemFiles { get; init; } = [];

    /// <summary>For <see cref="TrainerJobKind.Next"/>: the newest items of a sequence that are used before its validation item.</summary>
    public int MaximumLength { get; init; } = 50;

    /// <summary>For <see cref="TrainerJobKind.TopN"/> and <see cref="TrainerJobKind.Membership"/>: the augmenter's generator learns under differential privacy; null: it does not.</summary>
    public PrivacyJob? Privacy { get; init; }

    /// <summary>For <see cref="TrainerJobKind.Membership"/>: generators that the attacker trains.</summary>
    public int Shadows { get; init; }

    /// <summary>For jobs on tables; <see cref="Model"/> then names the method, <see cref="ModelParameters"/> its settings.</summary>
    public TableJob? Table { get; init; }

    public int Seed { get; init; } = 1;
    public int Threads { get; init; } = 1;

    /// <summary>Seconds the hyper-parameter search may take; the fit of the chosen setting comes on top.</summary>
    public double BudgetSeconds { get; init; } = 60;

    /// <summary>Settings tried at most; bounds a search independently of the clock, so that a run repeats exactly.</summary>
    public int MaximumTrials { get; init; } = 12;

    /// <summary>Bytes the process may use; a fit estimated above it is left out with the reason.</summary>
    public long MemoryLimitBytes { get; init; } = 4L << 30;

    /// <summary>For a refit: the recipe's model settings. For a search: those that are held at a value instead of searched.</summary>
    public Parameters? ModelParameters { get; init; }

    /// <summary>For a refit: the recipe's augmentation settings. For a search: those that are held at a value instead of searched.</summary>
    public Parameters? AugmentParameters { get; init; }

    /// <summary>Ranking cut-offs to report.</summary>
    public IReadOnlyList<int> CutOffs { get; init; } = [5, 10, 20];
}
