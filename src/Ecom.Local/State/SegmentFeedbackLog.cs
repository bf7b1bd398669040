using System.Runtime.CompilerServices;
using Ecom.Pipeline.Feedback;
using Microsoft.Win32.SafeHandles;

namespace Ecom.Local.State;

/// <summary>
/// The feedback log on one machine: segment files of checksummed records, synced to the device before an append returns. Appends that wait at
/// the same time share one sync (group commit). One process owns the folder.
/// </summary>
public sealed class SegmentFeedbackLog : IFeedbackLog, IAsyncDisposable
{
    private const int GroupBytes = 8 << 20;

    private readonly SegmentFiles _files;
    private readonly SegmentFeedbackLogOptions _options;
    private readonly FileStream _owner;
    private readonly GroupWriter<Pending> _writer;
    private readonly Lock _endLock = new();
    private SafeFileHandle? _file;
    private FeedbackPosition _end;
    private bool _broken;

    private SegmentFeedbackLog(SegmentFiles files, SegmentFeedbackLogOptions options, FileStream owner, FeedbackPosition end)
    {
        _files = files;
        _options = options;
        _owner = owner;
        _end = end;
        _writer = new GroupWriter<Pending>("feedback log", options.QueueLength, WriteGroups);
    }

    /// <summary>Opens or creates a log; the torn end of a killed writer is set aside.</summary>
    /// <exception cref="IOException">Another process owns the folder.</exception>
    public static async Task<SegmentFeedbackLog> OpenAsync(
        string directory, SegmentFeedbackLogOptions? options = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(directory);
        var owner = new FileStream(Path.Combine(directory, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var files = new SegmentFiles(directory);
            var segments = files.List();
            var end = segments.Length == 0 ? FeedbackPosition.Start : new(segments[^1], await files.RepairAsync(segments[^1], cancellation));
            return new SegmentFeedbackLog(files, options ?? new(), owner, end);
        }
        catch
        {
            await owner.DisposeAsync();
            throw;
        }
    }

    public async Task<FeedbackPosition> AppendAsync(FeedbackBatch batch, CancellationToken cancellation = default)
    {
        var pending = new Pending(FeedbackFrames.Write(batch), new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_writer.TryAdd(pending)) throw new FeedbackBusyException(_options.RetryAfter);
        return await pending.Done.Task.WaitAsync(cancellation);
    }

    public async IAsyncEnumerable<FeedbackRecord> ReadAsync(
        FeedbackPosition from, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var end = End;
        foreach (var segment in _files.List())
        {
            if (segment < from.Segment || segment > end.Segment) continue;
            var at = segment == from.Segment ? from.Offset : 0;
            var stop = segment == end.Segment ? end.Offset : long.MaxValue;
            await using var file = new FileStream(
                _files.PathOf(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
            file.Position = at;
            while (at < stop && await FeedbackFrames.ReadAsync(file, cancellation) is { } frame)
            {
                at += frame.Bytes;
                yield return new FeedbackRecord(new(segment, at), frame.Batch);
            }
        }
    }

    public Task<FeedbackPosition> GetEndAsync(CancellationToken cancellation = default) => Task.FromResult(End);

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        _file?.Dispose();
        await _owner.DisposeAsync();
    }

    private FeedbackPosition End
    {
        get
        {
            lock (_endLock) return _end;
        }
        set
        {
            lock (_endLock) _end = value;
        }
    }

    private void WriteGroups(IReadOnlyList<Pending> waiting)
    {
        var group = new List<Pending>();
        var bytes = 0;
        foreach (var pending in waiting)
        {
            group.Add(pending);
            bytes += pending.Frame.Length;
            if (bytes < GroupBytes) continue;
            TryWriteGroup(group);
            (group, bytes) = ([], 0);
        }
        if (group.Count > 0) TryWriteGroup(group);
    }

    private void TryWriteGroup(List<Pending> group)
    {
        try
        {
            WriteGroup(group);
        }
        catch (Exception e)
        {
            // Whatever went wrong, nobody may wait for ever; the next group tries anew.
            foreach (var pending in group) pending.Done.TrySetException(new IOException("The feedback log could not be written: " + e.Message, e));
        }
    }

    private void WriteGroup(List<Pending> group)
    {
        var end = End;
        if (end.Offset >= _options.SegmentBytes || _broken)
        {
            end = new FeedbackPosition(end.Segment + 1, 0);
            _file?.Dispose();
            _file = null;
            _broken = false;
        }
        _file ??= File.OpenHandle(_files.PathOf(end.Segment), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, FileOptions.None);
        try
        {
            RandomAccess.Write(_file, [.. group.Select(p => (ReadOnlyMemory<byte>)p.Frame)], end.Offset);
            // Also makes the entry of a new file durable on the journalling file systems in use (ext4, xfs, NTFS, APFS).
            RandomAccess.FlushToDisk(_file);
        }
        catch (IOException)
        {
            // What this group left behind must not precede a later record; a segment that cannot be cut takes no more.
            _broken = true;
            RandomAccess.SetLength(_file, end.Offset);
            _broken = false;
            throw;
        }
        var at = end.Offset;
        var places = new FeedbackPosition[group.Count];
        for (var k = 0; k < places.Length; k++) places[k] = new FeedbackPosition(end.Segment, at += group[k].Frame.Length);
        End = places[^1];
        for (var k = 0; k < places.Length; k++) group[k].Done.TrySetResult(places[k]);
    }

    private sealed record Pending(byte[] Frame, TaskCompletionSource<FeedbackPosition> Done);
}
