namespace Ecom.Data.Ingest.Events;

/// <summary>
/// Nets cancellations against the purchase lines before them, latest line first, until the cancelled quantity is used up; a line keeps what
/// is left of it.
/// </summary>
internal static class CancellationNetting
{
    /// <param name="lines">Lines of one customer and product in order of time.</param>
    /// <param name="remaining">Receives each line that lost pieces with what is left of it, zero included.</param>
    /// <returns>How many cancellations found fewer pieces than they cancel.</returns>
    public static long Net(IReadOnlyList<PurchaseLine> lines, Action<long, double> remaining)
    {
        var open = new Stack<(long Row, double Left)>();
        var touched = new Dictionary<long, double>();
        long unmatched = 0;
        foreach (var line in lines)
        {
            if (!line.Cancels)
            {
                open.Push((line.Row, line.Quantity));
                continue;
            }
            var cancelled = line.Quantity;
            while (cancelled > 0 && open.TryPop(out var latest))
            {
                var left = Math.Max(0, latest.Left - cancelled);
                cancelled -= latest.Left - left;
                touched[latest.Row] = left;
                if (left > 0) open.Push((latest.Row, left));
            }
            if (cancelled > 0) unmatched++;
        }
        foreach (var (row, left) in touched) remaining(row, left);
        return unmatched;
    }
}
