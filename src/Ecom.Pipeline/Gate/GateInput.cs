namespace Ecom.Pipeline.Gate;

/// <summary>Everything a promotion is decided on.</summary>
public sealed record GateInput
{
    public required IReadOnlyList<GateCandidate> Candidates { get; init; }

    /// <summary>The served version's recipe, fitted on this run's train fold; null before the first promotion.</summary>
    public GateCandidate? Champion { get; init; }

    /// <summary>The served model carried on, judged instead of candidates and champion; null where it is not.</summary>
    public GateCandidate? Carried { get; init; }

    /// <summary>The served model itself on this run's gate fold; null where it has seen gate rows, or there is none.</summary>
    public GateCandidate? Served { get; init; }

    /// <summary>Per gate user: whether there was enough history to count as warm.</summary>
    public required IReadOnlyList<bool> Warm { get; init; }

    /// <summary>Relative loss that still counts as not worse.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Family-wise error rate.</summary>
    public required double Alpha { get; init; }
}
