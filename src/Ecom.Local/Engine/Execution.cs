using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Engine;

/// <summary>An instance in memory: its row, what came in and was not delivered, and the code's state, built by replay or by running.</summary>
internal sealed class Execution
{
    private readonly OrchestrationCatalogue _catalogue;
    private readonly TurnScheduler _scheduler;
    private readonly long _replayTo;
    private Task<object?>? _task;
    private long _sequence, _time;
    private bool _replayChecked;

    public Execution(
        InstanceRow row, IReadOnlyList<HistoryEvent> history, OrchestrationCatalogue catalogue, ILoggerFactory loggers, Action<string> onForeignThread)
    {
        (Row, _catalogue, _replayTo) = (row, catalogue, row.Delivered);
        _scheduler = new TurnScheduler(() => onForeignThread(row.Id));
        Context = new LocalOrchestrationContext(row, history.Where(e => e.IsDecision).ToDictionary(e => e.Call), _scheduler, loggers);
        foreach (var entry in history)
        {
            _sequence = entry.Sequence;
            if (entry.IsDecision) continue;
            _time = Math.Max(_time, entry.Time);
            Inbox.Enqueue(entry);
        }
    }

    public InstanceRow Row { get; }
    public LocalOrchestrationContext Context { get; }

    /// <summary>Stands in the queue of instances with something to deliver.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Recorded and not yet delivered.</summary>
    public Queue<HistoryEvent> Inbox { get; } = new();

    /// <summary>Records something that came in; it is delivered after the batch is durable.</summary>
    public void Receive(HistoryEvent entry, long now, JournalBatch batch)
    {
        // A clock set back must not turn the deterministic one back.
        _time = Math.Max(Math.Max(_time, now), entry.Time);
        entry = entry with { Sequence = ++_sequence, Time = _time };
        batch.Append(Row.Id, entry);
        Inbox.Enqueue(entry);
    }

    /// <summary>Gives a decision its place in history.</summary>
    public void Record(HistoryEvent decision, JournalBatch batch) => batch.Append(Row.Id, decision with { Sequence = ++_sequence });

    public bool IsReplay(HistoryEvent entry) => entry.Sequence <= _replayTo;

    /// <summary>Runs the code until it waits again or ends.</summary>
    /// <returns>How it ended, or null.</returns>
    public Ending? Deliver(HistoryEvent entry)
    {
        var replaying = IsReplay(entry);
        if (!replaying) CheckReplayed();
        if (Context.Violation is null && entry.Kind == HistoryKind.Terminated)
            return new Ending(OrchestrationStatus.Terminated, null, entry.Payload);
        if (Context.Violation is null)
        {
            Context.Advance(entry, replaying);
            _scheduler.Turn(() => Apply(entry));
            // Only what the context handed out can wake the code.
            if (!_task!.IsCompleted && Context.Outstanding == 0)
                Context.Violate("Its code awaits something that is not from its context.");
            if (_task.IsCompleted && replaying && Inbox.TryPeek(out var next) && IsReplay(next))
                Context.Violate("Its code ends before its history does.");
        }
        return End();
    }

    /// <summary>Called once the processed part of history is replayed.</summary>
    public void CheckReplayed()
    {
        if (_replayChecked) return;
        _replayChecked = true;
        Context.CheckReplayed();
    }

    public Ending? End()
    {
        if (Context.Violation is { } violation) return Failure(violation);
        if (_task is not { IsCompleted: true }) return null;
        if (_task.Exception?.InnerException is { } error) return Failure(error);
        if (_task.IsCanceled) return Failure(new OperationCanceledException("The orchestration's code was cancelled."));
        try
        {
            return new Ending(OrchestrationStatus.Completed, Messages.Write(_task.Result, $"output of '{Row.Name}'"), null);
        }
        catch (MessageTooLargeException e)
        {
            return Failure(e);
        }
    }

    private static Ending Failure(Exception error) => new(OrchestrationStatus.Failed, null, error.Message) { ErrorType = error.GetType().FullName };

    private void Apply(HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryKind.Started: _task = StartCode(entry.Payload); break;
            case HistoryKind.EventRaised: Context.Events.Deliver(entry); break;
            default: Context.Complete(entry); break;
        }
    }

    private Task<object?> StartCode(string? input)
    {
        if (!_catalogue.Orchestrations.TryGetValue(Row.Name, out var entry))
            return Task.FromException<object?>(new InvalidOperationException($"There is no orchestration named '{Row.Name}'."));
        try
        {
            return entry.RunAsync(Context, Messages.Read(input, entry.InputType));
        }
        catch (System.Text.Json.JsonException e)
        {
            return Task.FromException<object?>(e);
        }
    }
}
