using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Gate;

/// <summary>The gate's answer.</summary>
/// <param name="Winner">Name of the candidate (or champion) to refit and promote; null: the served model stays.</param>
/// <param name="Decision">One sentence.</param>
/// <param name="Why">A sentence per candidate.</param>
/// <param name="Comparisons">The paired comparisons made, by candidate.</param>
public sealed record GateDecision(
    string? Winner, string Decision, IReadOnlyDictionary<string, string> Why,
    IReadOnlyDictionary<string, IReadOnlyList<GateComparison>> Comparisons);
