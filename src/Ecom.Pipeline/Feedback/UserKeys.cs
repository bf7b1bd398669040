using Ecom.Domain;

namespace Ecom.Pipeline.Feedback;

/// <summary>Keys of <see cref="IUserState"/>: customers and anonymous sessions are told apart, whatever their ids look like.</summary>
public static class UserKeys
{
    public static string OfUser(string userId) => "u:" + userId;

    public static string OfSession(string sessionId) => "s:" + sessionId;

    /// <summary>The customer where the event names one, its session otherwise; null where it names neither.</summary>
    public static string? Of(ShopEvent e) =>
        e.UserId is { Length: > 0 } user ? OfUser(user) : e.SessionId is { Length: > 0 } session ? OfSession(session) : null;
}
