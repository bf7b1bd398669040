using System.Text.Json;
using Ecom.Pipeline.Orchestration;

namespace Ecom.Pipeline.Runs;

/// <summary>A refresh as seen from outside.</summary>
/// <param name="Id">The run's id; also the id of the version it makes.</param>
/// <param name="Status">Of the orchestration.</param>
/// <param name="Created">When it was asked for.</param>
/// <param name="Updated">When it last moved.</param>
/// <param name="Reason">What started it.</param>
/// <param name="Progress">Step and candidates under way: a <see cref="RunProgress"/>.</param>
/// <param name="Report">The outcome once completed: a <see cref="RunReport"/>.</param>
/// <param name="Error">Why it failed.</param>
public sealed record RunState(
    string Id, OrchestrationStatus Status, DateTimeOffset Created, DateTimeOffset Updated, string? Reason,
    JsonElement? Progress, RunReport? Report, string? Error);
