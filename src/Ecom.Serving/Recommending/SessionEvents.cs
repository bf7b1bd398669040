namespace Ecom.Serving.Recommending;

/// <summary>What an anonymous visitor did, sent with the request and stored nowhere.</summary>
/// <param name="Events">In the order they happened; none gives the popular products.</param>
public sealed record SessionEvents(IReadOnlyList<SessionEvent> Events);
