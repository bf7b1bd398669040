using System.Text.Json.Serialization;

namespace Ecom.Models.Jobs;

/// <summary>The trainer's tasks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainerJobKind>))]
public enum TrainerJobKind
{
    /// <summary>Search on tune, fit on train, measure on gate and test, export.</summary>
    Search,

    /// <summary>Fit a given recipe on all folds, or carry a served model on, and export; measures nothing.</summary>
    Refit,

    /// <summary>Fit a given recipe on train, or carry a served model on, and measure on gate and test: the champion's recipe, or the champion, on new data.</summary>
    Evaluate,

    /// <summary>Measure an exported model (<see cref="TrainerJob.Served"/>) on gate: the served model in a refresh.</summary>
    Served,

    /// <summary>The published-table protocol: tune on a holdout of train, refit on all of train, measure once on test.</summary>
    TopN,

    /// <summary>The published next-item protocol: leave-one-out on a file of sequences.</summary>
    Next,

    /// <summary>Relevance judgements: rank each query's judged products, cross-validated over folds of queries.</summary>
    Judgements,

    /// <summary>Learn a table and write rows like it.</summary>
    Synthesize,

    /// <summary>Quality, usefulness and privacy of a synthetic table.</summary>
    Assess,

    /// <summary>Membership inference against an augmenter's generator: who of <see cref="TrainerJob.TrainFile"/> did it learn from?</summary>
    Membership,
}
