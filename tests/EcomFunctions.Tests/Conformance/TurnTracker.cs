using System.Diagnostics;
using System.Reflection;
using DurableTask.Core;

namespace EcomFunctions.Tests.Conformance;

/// <summary>
/// Stands before a service and knows which turns and steps it has handed out and not got back. A stop holds back the next ones and waits for these, because the
/// test host waits for ever for what a stop cuts off; a step that did not end is handed out again after it, as every real service does.
/// </summary>
public class TurnTracker : DispatchProxy
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // Cases stop while a step of theirs waits for something on purpose: where none has ended for this long, none is waited for.
    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(3);

    private const int Concurrent = 200;

    private readonly Lock _lock = new();
    private readonly HashSet<TaskMessage> _steps = new(ReferenceEqualityComparer.Instance);
    private IOrchestrationService _service = null!;
    private TaskCompletionSource? _held;
    private int _turns;

    public static (IOrchestrationService Service, TurnTracker Turns) Track(IOrchestrationService service)
    {
        var proxy = Create<IOrchestrationService, TurnTracker>();
        var turns = (TurnTracker)(object)proxy;
        turns._service = service;
        return (proxy, turns);
    }

    /// <summary>Hands out nothing more, and returns when every turn that was handed out has been put away, and every step that ends soon.</summary>
    /// <exception cref="TimeoutException">A turn is still out after half a minute.</exception>
    public async Task HoldAsync()
    {
        lock (_lock) _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = Stopwatch.StartNew();
        var (steps, ended) = (int.MaxValue, TimeSpan.Zero);
        while (true)
        {
            lock (_lock)
            {
                if (_steps.Count < steps) (steps, ended) = (_steps.Count, watch.Elapsed);
                if (_turns == 0 && (steps == 0 || watch.Elapsed - ended > StepLimit)) return;
            }
            if (watch.Elapsed > Limit) throw new TimeoutException("a turn was not put away");
            await Task.Delay(5);
        }
    }

    /// <summary>Goes on with what was held back, and with the steps that were cut off.</summary>
    public async Task ReleaseAsync()
    {
        List<TaskMessage> cutOff;
        lock (_lock)
        {
            cutOff = [.. _steps];
            _steps.Clear();
            _held?.TrySetResult();
            _held = null;
        }
        // The host still waits for the first answer, and takes the second for it.
        foreach (var step in cutOff) await _service.AbandonTaskActivityWorkItemAsync(new TaskActivityWorkItem { Id = "", TaskMessage = step });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // At its own limit, one per core, the host looks only twice a second whether there is room again.
        if (targetMethod!.Name is "get_MaxConcurrentTaskOrchestrationWorkItems" or "get_MaxConcurrentTaskActivityWorkItems") return Concurrent;
        var result = targetMethod.Invoke(_service, BindingFlags.DoNotWrapExceptions, null, args, null);
        return targetMethod.Name switch
        {
            nameof(IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync) => TurnAsync((Task<TaskOrchestrationWorkItem>)result!),
            nameof(IOrchestrationService.ReleaseTaskOrchestrationWorkItemAsync) => TurnPutAwayAsync((Task)result!),
            nameof(IOrchestrationService.LockNextTaskActivityWorkItem) => StepAsync((Task<TaskActivityWorkItem>)result!),
            nameof(IOrchestrationService.CompleteTaskActivityWorkItemAsync) => StepPutAwayAsync((Task)result!, ((TaskActivityWorkItem)args![0]!).TaskMessage),
            _ => result,
        };
    }

    private async Task<TaskOrchestrationWorkItem> TurnAsync(Task<TaskOrchestrationWorkItem> turn)
    {
        var item = await turn;
        while (item is not null && TryTake(() => _turns++) is { } held) await held;
        return item!;
    }

    private async Task<TaskActivityWorkItem> StepAsync(Task<TaskActivityWorkItem> step)
    {
        var item = await step;
        while (item is not null && TryTake(() => _steps.Add(item.TaskMessage)) is { } held) await held;
        return item!;
    }

    /// <returns>Null once it is noted, or what to wait for before trying again.</returns>
    private Task? TryTake(Action note)
    {
        lock (_lock)
        {
            if (_held is { } held) return held.Task;
            note();
            return null;
        }
    }

    private async Task TurnPutAwayAsync(Task release)
    {
        await release;
        lock (_lock) _turns--;
    }

    private async Task StepPutAwayAsync(Task completion, TaskMessage step)
    {
        await completion;
        lock (_lock) _steps.Remove(step);
    }
}
