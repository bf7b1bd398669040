using Ecom.Pipeline.Orchestration;

namespace Ecom.Local.Engine;

/// <summary>How an execution ended: its output, or its failure's message, or the reason it was terminated.</summary>
internal sealed record Ending(OrchestrationStatus Status, string? Output, string? Message)
{
    public string? ErrorType { get; init; }

    /// <summary>As shown outside.</summary>
    public string? Error => ErrorType is null ? Message : $"{ErrorType}: {Message}";
}
