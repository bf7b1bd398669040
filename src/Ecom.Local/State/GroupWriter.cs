using System.Collections.Concurrent;

namespace Ecom.Local.State;

/// <summary>
/// A thread of its own that writes what waits in one go (group commit). Waiting for a disk in the pool's threads would stall requests that write nothing: on one core the
/// pool has a single thread.
/// </summary>
internal sealed class GroupWriter<T> : IDisposable
{
    private readonly BlockingCollection<T> _queue;
    private readonly Action<IReadOnlyList<T>> _write;
    private readonly Thread _thread;
    private int _disposed;

    /// <param name="name">Of the thread.</param>
    /// <param name="capacity">Most that may wait.</param>
    /// <param name="write">Writes a group, in order, and tells each of its outcome; does not throw.</param>
    public GroupWriter(string name, int capacity, Action<IReadOnlyList<T>> write)
    {
        (_queue, _write) = (new BlockingCollection<T>(capacity), write);
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <returns>False: too many wait.</returns>
    /// <exception cref="ObjectDisposedException">The writer takes no more.</exception>
    public bool TryAdd(T item)
    {
        try
        {
            return _queue.TryAdd(item);
        }
        catch (InvalidOperationException e)
        {
            // Also what a disposed queue throws.
            throw new ObjectDisposedException(_thread.Name, e);
        }
    }

    /// <summary>Writes what waits, and ends.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        var group = new List<T>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < _queue.BoundedCapacity && _queue.TryTake(out var next)) group.Add(next);
            _write(group);
        }
    }
}
