using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>
/// Applies to user state what the log has, the checkpoint does not cover and this instance has not applied itself: the repair after a process died between appending
/// and applying. Applying twice is harmless, so any number of instances may tail.
/// </summary>
public sealed class FeedbackTailer(IFeedbackLog log, IUserState state, AppliedBatches applied)
{
    /// <summary>Written together: a transaction for each batch would keep a host busy that has to answer requests.</summary>
    private const int MostEvents = 500;

    /// <summary>Catches up once.</summary>
    /// <returns>Batches applied.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancellation = default)
    {
        var from = await state.GetCheckpointAsync(cancellation);
        var at = from;
        var batches = 0;
        try
        {
            var read = at;
            var events = new List<ShopEvent>();
            var waiting = 0;
            await foreach (var (next, batch) in log.ReadAsync(from, cancellation))
            {
                read = next;
                if (applied.Contains(batch)) continue;
                events.AddRange(batch.Events);
                waiting++;
                if (events.Count >= MostEvents) await ApplyAsync();
            }
            await ApplyAsync();

            async Task ApplyAsync()
            {
                // A list of its own: the store may look at it for longer than this waits.
                if (events.Count > 0) await state.ApplyAsync([.. events], cancellation);
                at = read;
                batches += waiting;
                events.Clear();
                waiting = 0;
            }
        }
        finally
        {
            // What was applied before a failure need not be applied again.
            if (at > from) await state.SetCheckpointAsync(at, CancellationToken.None);
        }
        return batches;
    }
}
