using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>
/// Recent events per user (<see cref="UserKeys"/>), so that a request sees what the customer did a moment ago: Azure Tables or SQLite.
/// A view of the feedback log that can be rebuilt from it, and is repaired from it after a crash.
/// </summary>
public interface IUserState
{
    /// <summary>Newest events kept per user.</summary>
    const int MaximumEvents = 200;

    /// <summary>One range read. A key never seen gives <see cref="UserStateEntry.Empty"/>.</summary>
    Task<UserStateEntry> GetAsync(string userKey, CancellationToken cancellation = default);

    /// <summary>
    /// Adds events under the keys of their users, visible to every reader when the call returns. Events without a key are passed over; an event applied
    /// again (same id, same time) changes nothing; events older than the newest <see cref="MaximumEvents"/> are dropped.
    /// </summary>
    Task ApplyAsync(IReadOnlyList<ShopEvent> events, CancellationToken cancellation = default);

    /// <summary>How far the log has been applied for certain; <see cref="FeedbackPosition.Start"/> at first.</summary>
    Task<FeedbackPosition> GetCheckpointAsync(CancellationToken cancellation = default);

    /// <summary>Moves the checkpoint; a position before the present one is ignored.</summary>
    Task SetCheckpointAsync(FeedbackPosition position, CancellationToken cancellation = default);
}
