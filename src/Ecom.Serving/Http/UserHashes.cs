using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Storefront;
using Microsoft.AspNetCore.Http;

namespace Ecom.Serving.Http;

/// <summary>
/// What stands for a customer in logs: a keyed hash, so that lines about one customer can be found together by whoever has the key, and by nobody else. The key is the storefront's first; without one, a key
/// of this process.
/// </summary>
public sealed class UserHashes(StorefrontKeys keys)
{
    private const int Bytes = 9;

    private readonly byte[] _own = RandomNumberGenerator.GetBytes(32);

    /// <param name="userKey">A key of user state (<see cref="UserKeys"/>).</param>
    public string Of(string userKey) => "user:" + (keys.Any
        ? keys.Sign("log." + userKey, Bytes)
        : Base64Url.EncodeToString(HMACSHA256.HashData(_own, Encoding.UTF8.GetBytes(userKey)).AsSpan(0, Bytes)));

    /// <summary>A text about a request with the hash in the place of every customer and session its address names.</summary>
    public string Mask(HttpRequest request, string text)
    {
        foreach (var (id, key) in Named(request).OrderByDescending(n => n.Id.Length))
            text = text.Replace(id, Of(key), StringComparison.Ordinal).Replace(Uri.EscapeDataString(id), Of(key), StringComparison.Ordinal);
        return text;
    }

    private static IEnumerable<(string Id, string Key)> Named(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api/users", StringComparison.OrdinalIgnoreCase) && request.RouteValues.TryGetValue("id", out var value) && value is string { Length: > 0 } id)
            yield return (RouteText.Decode(id), UserKeys.OfUser(RouteText.Decode(id)));
        if (request.Query["user"].ToString() is { Length: > 0 } user) yield return (user, UserKeys.OfUser(user));
        if (request.Query["session"].ToString() is { Length: > 0 } session) yield return (session, UserKeys.OfSession(session));
    }
}
