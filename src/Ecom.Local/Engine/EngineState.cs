using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Engine;

/// <summary>All instances that have not ended, and the changes to them that wait for the next commit. Used on the engine's thread.</summary>
internal sealed class EngineState(OrchestrationCatalogue catalogue, string version, ILoggerFactory loggers, Action<string> onForeignThread)
{
    private readonly Dictionary<string, Execution> _live = [];
    private readonly Queue<Execution> _ready = new();
    private readonly List<(Execution Execution, HistoryEvent Decision)> _effects = [];
    private readonly List<string> _ended = [], _terminated = [];
    private readonly ILogger _logger = loggers.CreateLogger<LocalEngine>();
    private long _lastCreated;

    public bool Loaded { get; private set; }
    public bool HasReady => _ready.Count > 0;
    public JournalBatch Batch { get; } = new();

    /// <summary>Forgets what is in memory and starts from what the journal holds.</summary>
    public void Load(JournalReader reader)
    {
        Batch.Reset();
        _live.Clear();
        _ready.Clear();
        _effects.Clear();
        _ended.Clear();
        _terminated.Clear();
        foreach (var row in reader.Live())
        {
            _lastCreated = Math.Max(_lastCreated, row.Created);
            var execution = new Execution(row, reader.History(row.Id), catalogue, loggers, onForeignThread);
            _live.Add(row.Id, execution);
            MakeReady(execution);
        }
        Loaded = true;
        if (_live.Count > 0) _logger.LogInformation("Resuming {Count} orchestration instances.", _live.Count);
    }

    public void Record(EngineMessage message, long now, JournalReader reader)
    {
        switch (message)
        {
            case EngineMessage.Start m:
                if (_live.ContainsKey(m.Instance) || reader.Find(m.Instance) is not null) break;
                Add(new InstanceRow { Id = m.Instance, Name = m.Name, Version = version, Input = m.Input, Created = Unique(now), Updated = now }, now);
                m.Answer = true;
                break;
            case EngineMessage.Raise m:
                m.Answer = Receive(m.Instance, new HistoryEvent(HistoryKind.EventRaised) { Name = m.Event, Payload = m.Payload }, now);
                break;
            case EngineMessage.Terminate m:
                m.Answer = Receive(m.Instance, new HistoryEvent(HistoryKind.Terminated) { Payload = m.Reason }, now);
                break;
            case EngineMessage.Purge m:
                if (_live.ContainsKey(m.Instance) || reader.Find(m.Instance) is null) break;
                Batch.Delete(m.Instance);
                m.Answer = true;
                break;
            case EngineMessage.ActivityEnded m:
                RecordActivity(m, now);
                break;
            case EngineMessage.ForeignThread m when _live.TryGetValue(m.Instance, out var execution):
                execution.Context.Violate("Its code left the orchestration's thread, by ConfigureAwait(false), Task.Run or the like.");
                MakeReady(execution);
                break;
        }
    }

    public void RecordTimer(StepKey step, long due, long now)
    {
        if (Find(step) is { } execution && execution.Context.IsPending(step.Call))
            Receive(execution, new HistoryEvent(HistoryKind.TimerFired) { Call = step.Call, Time = due }, now);
    }

    /// <summary>Delivers what is recorded to each instance that has something, once.</summary>
    public void DeliverReady(long now, JournalReader reader)
    {
        for (var count = _ready.Count; count > 0; count--)
        {
            var execution = _ready.Dequeue();
            execution.IsQueued = false;
            if (IsLive(execution)) Deliver(execution, now, reader);
        }
    }

    /// <summary>Activities to run and timers to set, of instances still running.</summary>
    public IEnumerable<(StepKey Step, HistoryEvent Decision)> TakeEffects()
    {
        foreach (var (execution, decision) in _effects)
            if (IsLive(execution) && execution.Context.IsPending(decision.Call))
                yield return (new StepKey(execution.Row.Id, execution.Row.Created, execution.Row.Generation, decision.Call), decision);
        _effects.Clear();
    }

    public IReadOnlyList<string> TakeEnded() => Take(_ended);

    public IReadOnlyList<string> TakeTerminated() => Take(_terminated);

    private void Deliver(Execution execution, long now, JournalReader reader)
    {
        Ending? ending = execution.Context.Violation is null ? null : execution.End();
        while (ending is null && execution.Inbox.TryDequeue(out var entry))
        {
            ending = execution.Deliver(entry);
            if (execution.IsReplay(entry)) continue;
            execution.Row.Status = OrchestrationStatus.Running;
            execution.Row.Delivered = entry.Sequence;
        }
        execution.CheckReplayed();
        ending ??= execution.End();
        var context = execution.Context;
        if (context.Violation is not null) context.NewDecisions.Clear();
        if (context.NewDecisions.Count > 0 || ending is not null || execution.Row.CustomStatus != context.CustomStatus) execution.Row.Updated = now;
        execution.Row.CustomStatus = context.CustomStatus;
        Batch.Change(execution.Row);
        foreach (var decision in context.NewDecisions)
        {
            execution.Record(decision, Batch);
            if (decision.Kind == HistoryKind.EventSent)
                Receive(decision.Target!, new HistoryEvent(HistoryKind.EventRaised) { Name = decision.Name, Payload = decision.Payload }, now);
            else if (decision.Kind == HistoryKind.ChildScheduled)
                StartChild(execution, decision, now, reader);
        }
        context.NewDecisions.Clear();
        foreach (var decision in context.Undispatched)
            if (decision.Kind is HistoryKind.ActivityScheduled or HistoryKind.TimerCreated) _effects.Add((execution, decision));
        context.Undispatched.Clear();
        context.ChildInputs.Clear();
        if (ending is { Status: OrchestrationStatus.Completed } && context.Continuation is { } continuation)
            ContinueAsNew(execution, continuation.Input, continuation.KeepEvents, now);
        else if (ending is not null)
            Finish(execution, ending, now);
    }

    private void StartChild(Execution parent, HistoryEvent decision, long now, JournalReader reader)
    {
        if (_live.ContainsKey(decision.Target!))
        {
            Receive(parent, new HistoryEvent(HistoryKind.ChildFailed)
            {
                Call = decision.Call,
                Name = typeof(InvalidOperationException).FullName,
                Payload = $"An instance '{decision.Target}' is running already.",
            }, now);
            return;
        }
        if (reader.Find(decision.Target!) is not null) Batch.Delete(decision.Target!);
        Add(new InstanceRow
        {
            Id = decision.Target!,
            Name = decision.Name!,
            Version = version,
            ParentId = parent.Row.Id,
            ParentGeneration = parent.Row.Generation,
            ParentCall = decision.Call,
            Input = parent.Context.ChildInputs[decision.Call],
            Created = Unique(now),
            Updated = now,
        }, now);
    }

    private void Add(InstanceRow row, long now)
    {
        Batch.Insert(row);
        Begin(row, now);
    }

    private Execution Begin(InstanceRow row, long now)
    {
        var execution = new Execution(row, [], catalogue, loggers, onForeignThread);
        _live[row.Id] = execution;
        Receive(execution, new HistoryEvent(HistoryKind.Started) { Payload = row.Input }, now);
        return execution;
    }

    private void ContinueAsNew(Execution execution, string? input, bool keepEvents, long now)
    {
        var row = execution.Row;
        row.Generation++;
        row.Delivered = 0;
        row.Input = input;
        Batch.Clear(row.Id);
        var next = Begin(row, now);
        var events = execution.Context.Events.Unprocessed.Concat(execution.Inbox.Where(e => e.Kind == HistoryKind.EventRaised));
        if (keepEvents)
            foreach (var entry in events) Receive(next, entry, now);
        foreach (var entry in execution.Inbox.Where(e => e.Kind == HistoryKind.Terminated)) Receive(next, entry, now);
    }

    private void Finish(Execution execution, Ending ending, long now)
    {
        var row = execution.Row;
        (row.Status, row.Output, row.Error) = (ending.Status, ending.Output, ending.Error);
        _ended.Add(row.Id);
        if (ending.Status == OrchestrationStatus.Failed)
            _logger.LogWarning("Orchestration {Name} {Instance} failed: {Error}", row.Name, row.Id, ending.Error);
        if (ending.Status == OrchestrationStatus.Terminated)
        {
            _terminated.Add(row.Id);
            foreach (var child in _live.Values.Where(e => ParentOf(e.Row) == execution).ToList())
                Receive(child, new HistoryEvent(HistoryKind.Terminated) { Payload = ending.Message }, now);
        }
        _live.Remove(row.Id);
        if (ParentOf(row) is not { } parent) return;
        Receive(parent, ending.Status == OrchestrationStatus.Completed
            ? new HistoryEvent(HistoryKind.ChildCompleted) { Call = row.ParentCall, Payload = ending.Output }
            : new HistoryEvent(HistoryKind.ChildFailed)
            {
                Call = row.ParentCall,
                Name = ending.ErrorType ?? nameof(OrchestrationStatus.Terminated),
                Payload = ending.Message ?? "",
            }, now);
    }

    private void RecordActivity(EngineMessage.ActivityEnded m, long now)
    {
        // Not pending: recorded already by a commit that failed too late.
        if (Find(m.Step) is not { } execution || !execution.Context.IsPending(m.Step.Call)) return;
        Receive(execution, m.ErrorType is null
            ? new HistoryEvent(HistoryKind.ActivityCompleted) { Call = m.Step.Call, Payload = m.Result }
            : new HistoryEvent(HistoryKind.ActivityFailed) { Call = m.Step.Call, Name = m.ErrorType, Payload = m.ErrorMessage }, now);
    }

    private bool Receive(string id, HistoryEvent entry, long now)
    {
        if (!_live.TryGetValue(id, out var execution)) return false;
        Receive(execution, entry, now);
        return true;
    }

    private void Receive(Execution execution, HistoryEvent entry, long now)
    {
        execution.Receive(entry, now, Batch);
        MakeReady(execution);
    }

    private void MakeReady(Execution execution)
    {
        if (execution.IsQueued) return;
        execution.IsQueued = true;
        _ready.Enqueue(execution);
    }

    private bool IsLive(Execution execution) => _live.TryGetValue(execution.Row.Id, out var live) && ReferenceEquals(live, execution);

    private Execution? Find(StepKey step) =>
        _live.TryGetValue(step.Instance, out var execution)
        && execution.Row.Created == step.Created && execution.Row.Generation == step.Generation ? execution : null;

    /// <summary>The execution a child answers to; one of that id created after the child is another's.</summary>
    private Execution? ParentOf(InstanceRow child) =>
        child.ParentId is not null && _live.TryGetValue(child.ParentId, out var parent)
        && parent.Row.Generation == child.ParentGeneration && parent.Row.Created < child.Created ? parent : null;

    private long Unique(long now) => _lastCreated = Math.Max(now, _lastCreated + 1);

    private static List<string> Take(List<string> list)
    {
        List<string> taken = [.. list];
        list.Clear();
        return taken;
    }
}
