using Ecom.Pipeline.Runs;

namespace Ecom.Serving.Runs;

/// <summary>Refreshes, newest first.</summary>
public sealed record RunList(IReadOnlyList<RunState> Runs);
