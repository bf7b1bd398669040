namespace Ecom.Pipeline.Runs;

/// <summary>The custom status of a refresh: small, replaced at every step.</summary>
/// <param name="Step">The step under way.</param>
/// <param name="Done">Steps or candidates finished.</param>
/// <param name="Of">Out of.</param>
/// <param name="Candidates">Progress of the trainers under way, by candidate.</param>
public sealed record RunProgress(string Step, int Done, int Of, IReadOnlyDictionary<string, string>? Candidates = null);
