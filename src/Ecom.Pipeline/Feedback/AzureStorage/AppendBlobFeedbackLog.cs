using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Storage.AzureBlobs;

namespace Ecom.Pipeline.Feedback.AzureStorage;

/// <summary>
/// The feedback log on append blobs, for any number of instances at once. Batches that arrive while an append is under way go together in the next one,
/// so that traffic costs requests by time, not by event.
/// </summary>
public sealed class AppendBlobFeedbackLog : IFeedbackLog
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan BusyDelay = TimeSpan.FromSeconds(5);

    private readonly FeedbackSegments _segments;
    private readonly Lock _lock = new();
    private readonly Queue<Pending> _waiting = new();
    private bool _draining;

    /// <param name="container">The artefacts container.</param>
    /// <param name="prefix">The shop's folder for the log, without a slash at the end.</param>
    /// <param name="rollAt">
    /// Blocks after which a segment gets a successor: below the service's 50,000 by as many as all instances can have on their way.
    /// </param>
    public AppendBlobFeedbackLog(BlobContainerClient container, string prefix, int rollAt = 45_000) =>
        _segments = new FeedbackSegments(container, prefix, rollAt);

    public async Task<FeedbackPosition> AppendAsync(FeedbackBatch batch, CancellationToken cancellation = default)
    {
        var pending = new Pending(FeedbackFrames.Write(batch));
        lock (_lock)
        {
            if (_waiting.Count >= MostWaiting) throw new FeedbackBusyException(BusyDelay);
            _waiting.Enqueue(pending);
            if (!_draining)
            {
                _draining = true;
                _ = Task.Run(DrainAsync, CancellationToken.None);
            }
        }

        return await pending.Result.Task.WaitAsync(cancellation);
    }

    public async IAsyncEnumerable<FeedbackRecord> ReadAsync(
        FeedbackPosition from, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // A segment is opened after the listing that shows its successor, hence after it was sealed: its end is its end.
        foreach (var segment in await _segments.ListAsync(from.Segment, cancellation))
        {
            var offset = segment == from.Segment ? from.Offset : 0;
            await using var stream = await _segments.OpenAsync(segment, offset, cancellation);
            while (await FeedbackFrames.ReadAsync(stream, cancellation) is var (batch, bytes))
            {
                offset += bytes;
                yield return new FeedbackRecord(new FeedbackPosition(segment, offset), batch);
            }
        }
    }

    public Task<FeedbackPosition> GetEndAsync(CancellationToken cancellation = default) => _segments.GetEndAsync(cancellation);

    // Takes no token: what one caller gives up on may be another caller's batch too.
    private async Task DrainAsync()
    {
        while (true)
        {
            var taken = Take();
            if (taken.Count == 0) return;
            try
            {
                var (segment, offset) = await _segments.AppendAsync(Join(taken));
                foreach (var pending in taken)
                {
                    offset += pending.Frame.Length;
                    pending.Result.SetResult(new FeedbackPosition(segment, offset));
                }
            }
            catch (RequestFailedException e) when (e.Status == 429 || e.Status == 503 && e.ErrorCode == BlobErrorCode.ServerBusy)
            {
                foreach (var pending in taken) pending.Result.SetException(new FeedbackBusyException(BusyDelay));
            }
            catch (Exception e)
            {
                foreach (var pending in taken) pending.Result.SetException(e);
            }
        }
    }

    private List<Pending> Take()
    {
        lock (_lock)
        {
            var taken = new List<Pending>();
            var bytes = 0;
            while (_waiting.TryPeek(out var next) && bytes + next.Frame.Length <= AppendLimits.BlockBytes)
            {
                bytes += next.Frame.Length;
                taken.Add(_waiting.Dequeue());
            }

            _draining = taken.Count > 0;
            return taken;
        }
    }

    private static byte[] Join(List<Pending> taken)
    {
        if (taken.Count == 1) return taken[0].Frame;
        var joined = new byte[taken.Sum(pending => pending.Frame.Length)];
        var at = 0;
        foreach (var pending in taken)
        {
            pending.Frame.CopyTo(joined, at);
            at += pending.Frame.Length;
        }

        return joined;
    }

    private sealed record Pending(byte[] Frame)
    {
        public TaskCompletionSource<FeedbackPosition> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
