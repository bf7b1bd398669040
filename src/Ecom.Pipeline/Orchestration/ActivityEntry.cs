namespace Ecom.Pipeline.Orchestration;

/// <summary>A registered activity.</summary>
public sealed record ActivityEntry(
    string Name, Type InputType, Type OutputType, Func<IServiceProvider, object?, CancellationToken, Task<object?>> RunAsync);
