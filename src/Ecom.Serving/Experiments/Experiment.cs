namespace Ecom.Serving.Experiments;

/// <summary>Model versions or rule sets against each other on customers. Stored; one runs at a time.</summary>
public sealed record Experiment
{
    /// <summary>The arm of customers kept out: they get what is served without an experiment, and are measured too.</summary>
    public const string Holdout = "holdout";

    public required string Id { get; init; }

    /// <summary>The first is the control: the others are compared with it.</summary>
    public required IReadOnlyList<ExperimentArm> Arms { get; init; }

    /// <summary>Share of customers kept out, 0 to 0.5.</summary>
    public double HoldoutShare { get; init; }

    /// <summary>Goes into the hash with the customer, so that experiments divide customers independently of each other.</summary>
    public required string Salt { get; init; }

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>The arm promoted at the end; null for none.</summary>
    public string? Promoted { get; init; }
}
