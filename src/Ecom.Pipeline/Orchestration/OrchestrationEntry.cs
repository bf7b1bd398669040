namespace Ecom.Pipeline.Orchestration;

/// <summary>A registered orchestration.</summary>
public sealed record OrchestrationEntry(
    string Name, Type InputType, Type OutputType, Func<IOrchestrationContext, object?, Task<object?>> RunAsync);
