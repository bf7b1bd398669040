using Ecom.Pipeline.Orchestration;

namespace Ecom.Local.Engine;

/// <summary>External events of one execution: those nobody asked for yet, and those who ask. Both first come, first served; names ignore case.</summary>
internal sealed class EventInbox
{
    private readonly List<HistoryEvent> _waiting = [];
    private readonly Dictionary<string, LinkedList<Action<string?>>> _waiters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Events that came in and were not taken, in order of arrival.</summary>
    public IReadOnlyList<HistoryEvent> Unprocessed => _waiting;

    public int Waiters => _waiters.Values.Sum(w => w.Count);

    public void Deliver(HistoryEvent entry)
    {
        if (_waiters.TryGetValue(entry.Name!, out var waiters) && waiters.First is { } first)
        {
            waiters.RemoveFirst();
            first.Value(entry.Payload);
        }
        else
        {
            _waiting.Add(entry);
        }
    }

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<T>(cancellation);
        var index = _waiting.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var entry = _waiting[index];
            _waiting.RemoveAt(index);
            return Task.FromResult(Messages.Read<T>(entry.Payload));
        }
        var source = new TaskCompletionSource<T>();
        if (!_waiters.TryGetValue(name, out var waiters)) _waiters[name] = waiters = new LinkedList<Action<string?>>();
        var node = waiters.AddLast(payload => Complete(source, payload));
        // A waiter that gave up leaves the queue, so that it does not swallow the next event.
        if (cancellation.CanBeCanceled)
            cancellation.Register(() =>
            {
                if (node.List is { } list) list.Remove(node);
                source.TrySetCanceled(cancellation);
            });
        return source.Task;
    }

    private static void Complete<T>(TaskCompletionSource<T> source, string? payload)
    {
        try
        {
            source.TrySetResult(Messages.Read<T>(payload));
        }
        catch (System.Text.Json.JsonException e)
        {
            source.TrySetException(e);
        }
    }
}
