using System.Text.Json;

namespace Ecom.Pipeline.Orchestration;

/// <summary>An instance as seen from outside.</summary>
public sealed record OrchestrationState
{
    public required string InstanceId { get; init; }
    public required string Name { get; init; }
    public required OrchestrationStatus Status { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public JsonElement? Input { get; init; }
    public JsonElement? Output { get; init; }
    public JsonElement? CustomStatus { get; init; }

    /// <summary>Type name and message where it failed, the reason where it was terminated.</summary>
    public string? Error { get; init; }

    public bool Ended => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}
