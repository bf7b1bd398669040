namespace Ecom.Local.Engine;

/// <summary>What reaches the engine's thread from outside it.</summary>
internal abstract record EngineMessage
{
    /// <summary>Answers when what was asked is durable.</summary>
    public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer to give then.</summary>
    public bool Answer { get; set; }

    public sealed record Start(string Name, string Instance, string? Input) : EngineMessage;

    public sealed record Raise(string Instance, string Event, string? Payload) : EngineMessage;

    public sealed record Terminate(string Instance, string? Reason) : EngineMessage;

    public sealed record Purge(string Instance) : EngineMessage;

    public sealed record ActivityEnded(StepKey Step, string? Result, string? ErrorType, string? ErrorMessage) : EngineMessage;

    public sealed record ForeignThread(string Instance) : EngineMessage;

    public sealed record Tick : EngineMessage;
}
