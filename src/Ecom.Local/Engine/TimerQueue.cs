namespace Ecom.Local.Engine;

/// <summary>Durable timers in memory, on one timer of the clock. Used on the engine's thread.</summary>
internal sealed class TimerQueue : IDisposable
{
    // The clock's timers take at most some 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly PriorityQueue<StepKey, long> _due = new();

    public TimerQueue(TimeProvider time, Action onTick)
    {
        _time = time;
        _timer = time.CreateTimer(_ => onTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(StepKey step, long due)
    {
        _due.Enqueue(step, due);
        Arm();
    }

    /// <summary>Takes the next timer that is due.</summary>
    public bool TryTake(long now, out StepKey step, out long due)
    {
        if (_due.TryPeek(out step, out due) && due <= now)
        {
            _due.Dequeue();
            return true;
        }
        Arm();
        return false;
    }

    public void Clear() => _due.Clear();

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        if (!_due.TryPeek(out _, out var due)) return;
        var wait = TimeSpan.FromTicks(Math.Max(0, due - _time.GetUtcNow().UtcTicks));
        // Whole milliseconds, rounded up: a tick too early would only come round again.
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(wait.TotalMilliseconds, Longest.TotalMilliseconds)));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
