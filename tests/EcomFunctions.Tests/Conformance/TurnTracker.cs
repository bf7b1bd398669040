using System.Diagnostics;
using System.Reflection;
using DurableTask.Core;

namespace EcomFunctions.Tests.Conformance;

/// <summary>Knows which turns a service has handed out and not got back, so that a stop can wait for them instead of for a while.</summary>
public class TurnTracker : DispatchProxy
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private IOrchestrationService _service = null!;
    private int _open;

    public static (IOrchestrationService Service, TurnTracker Turns) Track(IOrchestrationService service)
    {
        var proxy = Create<IOrchestrationService, TurnTracker>();
        var turns = (TurnTracker)(object)proxy;
        turns._service = service;
        return (proxy, turns);
    }

    /// <summary>Returns when every turn handed out has been put away.</summary>
    /// <exception cref="TimeoutException">One is still out after half a minute.</exception>
    public async Task PutAwayAsync()
    {
        for (var watch = Stopwatch.StartNew(); Volatile.Read(ref _open) > 0; await Task.Delay(5))
            if (watch.Elapsed > Limit) throw new TimeoutException("a turn was not put away");
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.Invoke(_service, BindingFlags.DoNotWrapExceptions, null, args, null);
        return targetMethod.Name switch
        {
            nameof(IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync) => TakenAsync((Task<TaskOrchestrationWorkItem>)result!),
            nameof(IOrchestrationService.ReleaseTaskOrchestrationWorkItemAsync) => ReleasedAsync((Task)result!),
            _ => result,
        };
    }

    private async Task<TaskOrchestrationWorkItem> TakenAsync(Task<TaskOrchestrationWorkItem> turn)
    {
        var item = await turn;
        if (item is not null) Interlocked.Increment(ref _open);
        return item!;
    }

    private async Task ReleasedAsync(Task release)
    {
        await release;
        Interlocked.Decrement(ref _open);
    }
}
