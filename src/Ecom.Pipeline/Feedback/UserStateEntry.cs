namespace Ecom.Pipeline.Feedback;

/// <summary>What is known of one user beyond the snapshot.</summary>
/// <param name="Events">Distinct recent events, oldest first; the newest <see cref="IUserState.MaximumEvents"/> at most.</param>
public sealed record UserStateEntry(IReadOnlyList<RecentEvent> Events)
{
    public static UserStateEntry Empty { get; } = new([]);
}
