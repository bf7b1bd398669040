using System.Security.Cryptography;
using System.Text;
using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Engine;

/// <summary>
/// What one execution of an orchestration sees. Calls are numbered in program order; each is held against the recorded one of that number,
/// or becomes a new decision for the engine to store and carry out.
/// </summary>
internal sealed class LocalOrchestrationContext(
    InstanceRow row, IReadOnlyDictionary<int, HistoryEvent> recorded, TurnScheduler scheduler, ILoggerFactory loggers) : IOrchestrationContext
{
    private readonly Dictionary<int, PendingCall> _pending = [];
    private int _calls, _guids;

    public string InstanceId => row.Id;
    public string? ParentInstanceId => row.ParentId;
    public string Version => row.Version;
    public DateTime CurrentUtcDateTime { get; private set; }
    public bool IsReplaying { get; private set; }

    public EventInbox Events { get; } = new();

    /// <summary>Decisions this code made that history does not hold.</summary>
    public List<HistoryEvent> NewDecisions { get; } = [];

    /// <summary>Decisions made since the engine last looked, recorded or not.</summary>
    public List<HistoryEvent> Undispatched { get; } = [];

    public Dictionary<int, string?> ChildInputs { get; } = [];

    /// <summary>Why the execution cannot be trusted any more, whatever its code caught.</summary>
    public NondeterminismException? Violation { get; private set; }

    public (string? Input, bool KeepEvents)? Continuation { get; private set; }

    public string? CustomStatus { get; private set; } = row.CustomStatus;

    /// <summary>Calls, timers and events that may still wake the code.</summary>
    public int Outstanding => _pending.Count + Events.Waiters;

    public bool IsPending(int call) => _pending.ContainsKey(call);

    /// <summary>Moves the deterministic clock to the event about to be delivered.</summary>
    public void Advance(HistoryEvent entry, bool replaying)
    {
        IsReplaying = replaying;
        CurrentUtcDateTime = new DateTime(entry.Time, DateTimeKind.Utc);
    }

    public void Complete(HistoryEvent entry)
    {
        if (!_pending.Remove(entry.Call, out var call))
        {
            // A cancelled timer may still have fired.
            if (entry.Call >= _calls)
                Violate($"Its history holds the outcome of call {entry.Call}, which its code did not make.");
            return;
        }
        if (entry.Kind is HistoryKind.ActivityFailed or HistoryKind.ChildFailed)
            call.Source.TrySetException(new StepFailedException(call.Decision.Name!, entry.Name!, entry.Payload!));
        else
            call.Source.TrySetResult(entry.Payload);
    }

    /// <summary>At the end of what had been processed before a restart: every recorded call must have been made.</summary>
    public void CheckReplayed()
    {
        if (recorded.TryGetValue(_calls, out var missing))
            Violate($"Its history holds call {_calls}, {Describe(missing)}, which its code no longer makes.");
    }

    public Task<TResult> CallActivityAsync<TResult>(string name, object? input = null, CallOptions? options = null) =>
        RetryAsync<TResult>(options?.Retry, () =>
        {
            var payload = Messages.Write(input, $"input of activity '{name}'");
            return Decide(new HistoryEvent(HistoryKind.ActivityScheduled) { Name = name, Payload = payload, Hash = Hash(payload) });
        });

    public Task<TResult> CallSubOrchestrationAsync<TResult>(string name, object? input = null, CallOptions? options = null) =>
        RetryAsync<TResult>(options?.Retry, () =>
        {
            var payload = Messages.Write(input, $"input of sub-orchestration '{name}'");
            var id = options?.InstanceId ?? $"{InstanceId}:{row.Generation}.{_calls}";
            ChildInputs[_calls] = payload;
            return Decide(new HistoryEvent(HistoryKind.ChildScheduled) { Name = name, Target = id, Hash = Hash(payload) });
        });

    public Task CreateTimerAsync(DateTime fireAt, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        var due = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime().Ticks : fireAt.Ticks;
        var call = _calls;
        var task = Decide(new HistoryEvent(HistoryKind.TimerCreated)
        {
            Name = "timer",
            Time = due,
            Hash = due.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        if (cancellation.CanBeCanceled)
            cancellation.Register(() =>
            {
                if (_pending.Remove(call, out var timer)) timer.Source.TrySetCanceled(cancellation);
            });
        return task;
    }

    public Task<T> WaitForExternalEventAsync<T>(string name, CancellationToken cancellation = default)
    {
        EnsureOnTurn();
        return Events.WaitAsync<T>(name, cancellation);
    }

    public void SendEvent(string instanceId, string name, object? payload)
    {
        var json = Messages.Write(payload, $"event '{name}'");
        Decide(new HistoryEvent(HistoryKind.EventSent) { Name = name, Target = instanceId, Payload = json, Hash = Hash(json) });
    }

    public void SetCustomStatus(object? status)
    {
        EnsureOnTurn();
        CustomStatus = Messages.Write(status, $"custom status of '{row.Name}'");
    }

    public void ContinueAsNew(object? input, bool preserveUnprocessedEvents = true)
    {
        EnsureOnTurn();
        Continuation = (Messages.Write(input, $"input of '{row.Name}' continued as new"), preserveUnprocessedEvents);
    }

    public Guid NewGuid()
    {
        EnsureOnTurn();
        return DeterministicGuid.Create($"{InstanceId}/{row.Generation}/{_guids++}");
    }

    public ILogger CreateReplaySafeLogger(string category) => new ReplaySafeLogger(loggers.CreateLogger(category), () => IsReplaying);

    private async Task<TResult> RetryAsync<TResult>(RetryPolicy? retry, Func<Task<string?>> once)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Messages.Read<TResult>(await once());
            }
            catch (StepFailedException) when (attempt < (retry?.MaximumAttempts ?? 1))
            {
            }
            await CreateTimerAsync(CurrentUtcDateTime + retry!.WaitAfter(attempt), CancellationToken.None);
        }
    }

    private Task<string?> Decide(HistoryEvent decision)
    {
        EnsureOnTurn();
        decision = decision with { Call = _calls++ };
        if (recorded.TryGetValue(decision.Call, out var before))
        {
            if (before.Kind != decision.Kind || before.Name != decision.Name || before.Hash != decision.Hash || before.Target != decision.Target)
                throw Violate($"Its code makes call {decision.Call} as {Describe(decision)}; its history holds {Describe(before)}.");
        }
        else if (IsReplaying)
        {
            throw Violate($"Its code makes call {decision.Call}, {Describe(decision)}, which its history does not hold.");
        }
        else
        {
            NewDecisions.Add(decision);
        }
        Undispatched.Add(decision);
        if (decision.Kind == HistoryKind.EventSent) return Task.FromResult<string?>(null);
        var call = new PendingCall(decision);
        _pending.Add(decision.Call, call);
        return call.Source.Task;
    }

    private void EnsureOnTurn()
    {
        if (scheduler.OnTurn) return;
        scheduler.ReportForeignThread();
        throw new InvalidOperationException("Orchestration code runs on its own thread only.");
    }

    public NondeterminismException Violate(string message) =>
        Violation ??= new NondeterminismException($"Orchestration '{row.Name}' is not deterministic. {message}");

    private static string Describe(HistoryEvent decision) => decision.Kind switch
    {
        HistoryKind.ActivityScheduled => $"activity '{decision.Name}' with input hash {decision.Hash}",
        HistoryKind.ChildScheduled => $"sub-orchestration '{decision.Name}' as '{decision.Target}' with input hash {decision.Hash}",
        HistoryKind.TimerCreated => $"a timer due {new DateTime(decision.Time, DateTimeKind.Utc):O}",
        _ => $"event '{decision.Name}' to '{decision.Target}' with payload hash {decision.Hash}",
    };

    private static string Hash(string? payload) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload ?? "")).AsSpan(0, 8));
}
