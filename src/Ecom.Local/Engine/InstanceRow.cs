using Ecom.Pipeline.Orchestration;

namespace Ecom.Local.Engine;

/// <summary>An instance as stored.</summary>
internal sealed class InstanceRow
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Version { get; init; }
    public string? ParentId { get; init; }

    /// <summary>The parent's execution and call this child answers to.</summary>
    public int ParentGeneration { get; init; }

    public int ParentCall { get; init; } = -1;

    /// <summary>Times the instance continued as new.</summary>
    public int Generation { get; set; }

    public OrchestrationStatus Status { get; set; }
    public string? Input { get; set; }
    public string? Output { get; set; }
    public string? CustomStatus { get; set; }
    public string? Error { get; set; }
    public long Created { get; init; }
    public long Updated { get; set; }

    /// <summary>Sequence of the last history row whose consequences are stored; replay goes up to it.</summary>
    public long Delivered { get; set; }

    public bool Ended => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}
