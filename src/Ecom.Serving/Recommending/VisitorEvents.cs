using Ecom.Pipeline.Feedback;

namespace Ecom.Serving.Recommending;

/// <summary>What whoever asks did a moment ago: as a customer, and in a session before logging in.</summary>
public sealed class VisitorEvents(IUserState state)
{
    /// <param name="userId">The customer; null or blank for none.</param>
    /// <param name="session">The session, likewise.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <returns>Distinct events, oldest first.</returns>
    public async Task<IReadOnlyList<RecentEvent>> ReadAsync(string? userId, string? session, CancellationToken cancellation)
    {
        IReadOnlyList<RecentEvent> recent = string.IsNullOrWhiteSpace(userId) ? [] : (await state.GetAsync(UserKeys.OfUser(userId), cancellation)).Events;
        if (string.IsNullOrWhiteSpace(session)) return recent;
        var before = (await state.GetAsync(UserKeys.OfSession(session), cancellation)).Events;
        return recent.Count == 0 ? before : [.. recent.Concat(before).DistinctBy(e => e.EventId).OrderBy(e => e.Time)];
    }
}
