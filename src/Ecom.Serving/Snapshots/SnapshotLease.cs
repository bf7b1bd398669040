namespace Ecom.Serving.Snapshots;

/// <summary>A request's hold on the served model: the snapshot stays mapped until every lease on it is disposed.</summary>
public sealed class SnapshotLease : IDisposable
{
    private ServedModel? _model;

    internal SnapshotLease(ServedModel model) => _model = model;

    public ServedModel Model => _model ?? throw new ObjectDisposedException(nameof(SnapshotLease));

    public void Dispose() => Interlocked.Exchange(ref _model, null)?.Shared?.Release();
}
