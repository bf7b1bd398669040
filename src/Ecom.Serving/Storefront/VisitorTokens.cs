using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Ecom.Serving.Http;

namespace Ecom.Serving.Storefront;

/// <summary>
/// Signs and reads visitors' tokens: <c>ev1.{expiry, Unix seconds}.{user id, base64url}.{HMAC-SHA-256 of what stands before it, base64url}</c>. A token is good for one customer until it
/// expires; nothing is stored.
/// </summary>
public sealed class VisitorTokens(StorefrontKeys keys, TimeProvider time)
{
    private const string Version = "ev1";

    public bool IsOpen => keys.Any;

    public string Sign(VisitorToken token)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{Version}.{token.Expires.ToUnixTimeSeconds()}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token.UserId))}");
        return $"{body}.{keys.Sign(body)}";
    }

    /// <exception cref="ApiException">401: it was not signed here, was altered, or has expired.</exception>
    public VisitorToken Read(string text)
    {
        var end = text.LastIndexOf('.');
        var parts = text.Split('.');
        if (parts.Length != 4 || parts[0] != Version || !keys.IsSigned(text[..end], text.AsSpan(end + 1))) throw new ApiException(401, "The visitor's token was not signed here.");
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
        if (expires <= time.GetUtcNow()) throw new ApiException(401, "The visitor's token has expired.");
        return new VisitorToken(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[2])), expires);
    }
}
