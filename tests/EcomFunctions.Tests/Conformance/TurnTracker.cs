using System.Diagnostics;
using System.Reflection;
using DurableTask.Core;

namespace EcomFunctions.Tests.Conformance;

/// <summary>
/// Stands before a service and knows which turns and steps it has handed out and not got back, so that a stop can hold back the next ones and wait for these
/// instead of for a while: the test host loses what a stop cuts off.
/// </summary>
public class TurnTracker : DispatchProxy
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // Cases stop while a step of theirs waits for something on purpose; that one is not waited for.
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private IOrchestrationService _service = null!;
    private TaskCompletionSource? _held;
    private int _turns;
    private int _steps;

    public static (IOrchestrationService Service, TurnTracker Turns) Track(IOrchestrationService service)
    {
        var proxy = Create<IOrchestrationService, TurnTracker>();
        var turns = (TurnTracker)(object)proxy;
        turns._service = service;
        return (proxy, turns);
    }

    /// <summary>Hands out nothing more, and returns when every turn that was handed out has been put away, and every step that ends by itself.</summary>
    /// <exception cref="TimeoutException">A turn is still out after half a minute.</exception>
    public async Task HoldAsync()
    {
        lock (_lock) _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = Stopwatch.StartNew();
        while (Volatile.Read(ref _turns) > 0 || (Volatile.Read(ref _steps) > 0 && watch.Elapsed < StepLimit))
        {
            if (watch.Elapsed > Limit) throw new TimeoutException("a turn was not put away");
            await Task.Delay(5);
        }
    }

    /// <summary>Goes on with what was held back.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _held?.TrySetResult();
            _held = null;
            // What a stop has cut off does not come back.
            _steps = 0;
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.Invoke(_service, BindingFlags.DoNotWrapExceptions, null, args, null);
        return targetMethod.Name switch
        {
            nameof(IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync) => TurnAsync((Task<TaskOrchestrationWorkItem>)result!),
            nameof(IOrchestrationService.ReleaseTaskOrchestrationWorkItemAsync) => TurnPutAwayAsync((Task)result!),
            nameof(IOrchestrationService.LockNextTaskActivityWorkItem) => StepAsync((Task<TaskActivityWorkItem>)result!),
            nameof(IOrchestrationService.CompleteTaskActivityWorkItemAsync) => StepPutAwayAsync((Task)result!),
            _ => result,
        };
    }

    private async Task<TaskOrchestrationWorkItem> TurnAsync(Task<TaskOrchestrationWorkItem> turn)
    {
        var item = await turn;
        while (item is not null && TryTake(ref _turns) is { } held) await held;
        return item!;
    }

    private async Task<TaskActivityWorkItem> StepAsync(Task<TaskActivityWorkItem> step)
    {
        var item = await step;
        while (item is not null && TryTake(ref _steps) is { } held) await held;
        return item!;
    }

    /// <returns>Null once it is counted, or what to wait for before trying again.</returns>
    private Task? TryTake(ref int count)
    {
        lock (_lock)
        {
            if (_held is { } held) return held.Task;
            count++;
            return null;
        }
    }

    private async Task TurnPutAwayAsync(Task release)
    {
        await release;
        lock (_lock) _turns--;
    }

    private async Task StepPutAwayAsync(Task completion)
    {
        await completion;
        lock (_lock) _steps--;
    }
}
