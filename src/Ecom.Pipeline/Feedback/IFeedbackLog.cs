namespace Ecom.Pipeline.Feedback;

/// <summary>
/// The append-only record of one shop's feedback and the source of truth about it: segment files on one machine, append blobs in Azure.
/// A batch may be in it twice (a retry after a lost answer), so whoever counts or trains drops repeated event ids. Once a segment has a successor nothing is appended to it, so that a reader who
/// went on to the successor misses nothing.
/// </summary>
public interface IFeedbackLog
{
    /// <summary>
    /// Appends a batch as a whole. It is durable (synced to the device, or acknowledged by the storage service) when the call returns; a
    /// call that throws, is cancelled or dies may have stored the batch or nothing, never a part of it.
    /// </summary>
    /// <returns>The place behind the batch.</returns>
    /// <exception cref="FeedbackBusyException">Too many appends wait already.</exception>
    Task<FeedbackPosition> AppendAsync(FeedbackBatch batch, CancellationToken cancellation = default);

    /// <summary>
    /// The batches from a place on, in the order of the log, up to its end at the time of the call. A torn record at the end of a segment (a
    /// writer that was killed) is passed over.
    /// </summary>
    IAsyncEnumerable<FeedbackRecord> ReadAsync(FeedbackPosition from, CancellationToken cancellation = default);

    /// <summary>The place behind the last batch.</summary>
    Task<FeedbackPosition> GetEndAsync(CancellationToken cancellation = default);
}
