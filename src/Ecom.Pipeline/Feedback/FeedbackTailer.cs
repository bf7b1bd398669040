namespace Ecom.Pipeline.Feedback;

/// <summary>
/// Applies to user state what the log has and the checkpoint does not cover: the repair after a process died between appending and applying.
/// Applying twice is harmless, so any number of instances may tail.
/// </summary>
public sealed class FeedbackTailer(IFeedbackLog log, IUserState state)
{
    /// <summary>Catches up once.</summary>
    /// <returns>Batches applied.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancellation = default)
    {
        var from = await state.GetCheckpointAsync(cancellation);
        var at = from;
        var batches = 0;
        try
        {
            await foreach (var (next, batch) in log.ReadAsync(from, cancellation))
            {
                await state.ApplyAsync(batch.Events, cancellation);
                at = next;
                batches++;
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
