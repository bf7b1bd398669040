using System.Collections.Concurrent;
using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Engine;

/// <summary>
/// The engine's one thread. Each round: record what came in (commit), deliver it to the orchestrations, store what they decided (commit), then
/// carry it out. So nothing is delivered before it is recorded and nothing has effects before the decision is stored; a kill between any
/// two lines loses neither. Commits are shared by all that waits.
/// </summary>
internal sealed class EngineLoop
{
    private const int LargestBatch = 256;

    private readonly Journal _journal;
    private readonly EngineState _state;
    private readonly ActivityRunner _activities;
    private readonly TimerQueue _timers;
    private readonly BlockingCollection<EngineMessage> _messages;
    private readonly CompletionWaiters _waiters;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    public EngineLoop(
        Journal journal, EngineState state, ActivityRunner activities, TimerQueue timers, BlockingCollection<EngineMessage> messages,
        CompletionWaiters waiters, ILogger logger, TimeProvider time)
    {
        (_journal, _state, _activities, _timers, _messages, _waiters, _logger, _time) =
            (journal, state, activities, timers, messages, waiters, logger, time);
    }

    /// <summary>Runs until the messages end. Where the journal fails (a full disk), memory is dropped and built again from it, as after a kill.</summary>
    public void Run()
    {
        var batch = new List<EngineMessage>();
        var failures = 0;
        while (true)
        {
            try
            {
                if (failures > 0 || !_state.Loaded) Recover();
                failures = 0;
                if (batch.Count == 0 && !TakeMessages(batch)) return;
                Round(batch);
            }
            catch (Exception e)
            {
                failures++;
                var wait = TimeSpan.FromSeconds(Math.Min(30, 0.1 * Math.Pow(2, failures - 1)));
                _logger.LogError(e, "The durable engine failed; trying again in {Seconds} s from what its journal holds.", wait.TotalSeconds);
                if (_messages.IsAddingCompleted) { Abandon(batch, e); return; }
                Thread.Sleep(wait);
            }
        }
    }

    private void Recover()
    {
        _timers.Clear();
        _state.Load(_journal.Reader());
        Settle();
    }

    /// <returns>False when there will be no more.</returns>
    private bool TakeMessages(List<EngineMessage> batch)
    {
        if (_state.HasReady)
        {
            if (_messages.TryTake(out var waiting)) batch.Add(waiting);
        }
        else if (_messages.TryTake(out var next, Timeout.Infinite))
        {
            batch.Add(next);
        }
        else
        {
            return false;
        }
        while (batch.Count < LargestBatch && _messages.TryTake(out var more)) batch.Add(more);
        return true;
    }

    private void Round(List<EngineMessage> batch)
    {
        var now = _time.GetUtcNow().UtcTicks;
        // A purge is a round of its own: the next message must find it on disk.
        var count = batch.FindIndex(m => m is EngineMessage.Purge) switch { < 0 => batch.Count, 0 => 1, var before => before };
        for (var i = 0; i < count; i++) _state.Record(batch[i], now, _journal.Reader());
        while (_timers.TryTake(now, out var step, out var due)) _state.RecordTimer(step, due, now);
        _journal.Commit("record", _state.Batch);
        foreach (var message in batch.Take(count))
        {
            message.Done.TrySetResult(message.Answer);
            if (message is EngineMessage.ActivityEnded ended) _activities.Forget(ended.Step);
        }
        batch.RemoveRange(0, count);
        Settle();
    }

    /// <summary>Delivers one round of what is recorded, stores the decisions and carries them out.</summary>
    private void Settle()
    {
        _state.DeliverReady(_time.GetUtcNow().UtcTicks, _journal.Reader());
        _journal.Commit("decide", _state.Batch);
        foreach (var id in _state.TakeTerminated()) _activities.Cancel(id);
        foreach (var id in _state.TakeEnded()) _waiters.Complete(id);
        foreach (var (step, decision) in _state.TakeEffects())
        {
            if (decision.Kind == HistoryKind.TimerCreated) _timers.Add(step, decision.Time);
            else _activities.Start(step, decision.Name!, decision.Payload);
        }
    }

    private void Abandon(List<EngineMessage> batch, Exception error)
    {
        foreach (var message in batch) message.Done.TrySetException(error);
        while (_messages.TryTake(out var left)) left.Done.TrySetException(error);
    }
}
