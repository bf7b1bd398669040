using Ecom.Pipeline.Runs;

namespace Ecom.Serving.Runs;

/// <summary>Refreshes, newest first.</summary>
/// <param name="Runs">A page of them.</param>
/// <param name="Next">To be sent as <c>before</c> for the page after this; null: this is the last.</param>
public sealed record RunList(IReadOnlyList<RunState> Runs, string? Next = null);
