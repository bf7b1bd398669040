namespace Ecom.Serving.Runs;

/// <summary>A refresh was asked for. It starts at once, or after the one under way; requests that wait become one run.</summary>
/// <param name="Id">The id under which it will appear, unless it joins an earlier request that still waits.</param>
public sealed record StartedRun(string Id);
