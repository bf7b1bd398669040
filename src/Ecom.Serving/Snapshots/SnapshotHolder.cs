namespace Ecom.Serving.Snapshots;

/// <summary>
/// Holds the model being served. A swap puts another one in its place for requests to come; those under way keep the old one mapped until they are done.
/// </summary>
public sealed class SnapshotHolder : IDisposable
{
    private readonly Lock _swap = new();
    private ServedModel _current = ServedModel.Nothing;
    private bool _disposed;

    /// <summary>Version served to requests to come; empty before the first model.</summary>
    public string Version => Volatile.Read(ref _current).Version;

    /// <summary>Leases the current model. Never waits, not even during a swap.</summary>
    public SnapshotLease Acquire()
    {
        while (true)
        {
            var model = Volatile.Read(ref _current);
            // Without a reference left it has been swapped out since it was read; the next read sees its successor.
            if (model.Shared is null || model.Shared.TryAddReference()) return new SnapshotLease(model);
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        }
    }

    /// <summary>Serves another model from now on. The holder takes over one reference of the caller's on its snapshot.</summary>
    public void Replace(ServedModel next)
    {
        ServedModel before;
        lock (_swap)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            before = _current;
            Volatile.Write(ref _current, next);
        }
        before.Shared?.Release();
    }

    public void Dispose()
    {
        lock (_swap)
        {
            if (_disposed) return;
            Volatile.Write(ref _disposed, true);
        }
        _current.Shared?.Release();
    }
}
