namespace Ecom.Serving.Feedback;

/// <summary>
/// The receipts of the last batches that came with a key, so that a retry is answered without storing it again. Bounded; what falls out is still counted once,
/// because its events keep their ids.
/// </summary>
public sealed class IdempotencyCache
{
    private const int Capacity = 20_000;

    private readonly Dictionary<string, (UInt128 Body, FeedbackReceipt Receipt)> _receipts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>The receipt of an earlier batch of that key, with whether its content was the same.</summary>
    public (FeedbackReceipt Receipt, bool SameBody)? Find(string key, UInt128 body)
    {
        lock (_lock) return _receipts.TryGetValue(key, out var found) ? (found.Receipt, found.Body == body) : null;
    }

    public void Add(string key, UInt128 body, FeedbackReceipt receipt)
    {
        lock (_lock)
        {
            if (!_receipts.TryAdd(key, (body, receipt))) return;
            _order.Enqueue(key);
            if (_order.Count > Capacity) _receipts.Remove(_order.Dequeue());
        }
    }
}
