namespace Ecom.Pipeline.Feedback;

/// <summary>What is known of one user beyond the snapshot.</summary>
/// <param name="Events">Distinct recent events, oldest first; the newest <see cref="IUserState.MaximumEvents"/> at most.</param>
public sealed record UserStateEntry(IReadOnlyList<RecentEvent> Events)
{
    public static UserStateEntry Empty { get; } = new([]);

    /// <summary>What a store gives that had this and was told of more.</summary>
    /// <param name="more">In any order; one that is known already changes nothing, and of two with one id the newer counts.</param>
    public UserStateEntry With(IEnumerable<RecentEvent> more)
    {
        RecentEvent[] events = [.. Events
            .Concat(more)
            .OrderByDescending(e => e.Time)
            .ThenByDescending(e => e.EventId, StringComparer.Ordinal)
            .DistinctBy(e => e.EventId, StringComparer.Ordinal)
            .Take(IUserState.MaximumEvents)];
        Array.Reverse(events);
        return new UserStateEntry(events);
    }
}
