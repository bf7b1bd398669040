using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecom.Domain;
using Ecom.Serving.Http;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Storefront;

/// <summary>
/// Signs and reads visitors' tokens: <c>ev1.{expiry, Unix seconds}.{user id, base64url}.{HMAC-SHA-256 of what stands before it, base64url}</c>. A token is good for one customer until it
/// expires; nothing is stored.
/// </summary>
public sealed class VisitorTokens
{
    private const string Version = "ev1";

    private readonly byte[][] _keys;
    private readonly TimeProvider _time;

    /// <exception cref="InputException">A configured key is too short to be one.</exception>
    public VisitorTokens(IOptions<ServingOptions> options, TimeProvider time)
    {
        var keys = options.Value.Storefront.Keys;
        if (keys.Any(k => k.Length < StorefrontOptions.MinimumKeyLength))
            throw new InputException($"A storefront key has fewer than {StorefrontOptions.MinimumKeyLength} characters ({ServingOptions.Section}:Storefront:Keys).");
        _keys = [.. keys.Select(Encoding.UTF8.GetBytes)];
        _time = time;
    }

    public bool IsOpen => _keys.Length > 0;

    public string Sign(VisitorToken token)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{Version}.{token.Expires.ToUnixTimeSeconds()}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token.UserId))}");
        return $"{body}.{Base64Url.EncodeToString(Mac(_keys[0], body))}";
    }

    /// <exception cref="ApiException">401: it was not signed here, was altered, or has expired.</exception>
    public VisitorToken Read(string text)
    {
        var end = text.LastIndexOf('.');
        var parts = text.Split('.');
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (parts.Length != 4 || parts[0] != Version || Base64Url.DecodeFromChars(text.AsSpan(end + 1), given, out _, out var length) != OperationStatus.Done || length != given.Length) throw Refused();
        var signed = false;
        // All keys are tried, each in constant time: nothing is learnt from how long it takes.
        foreach (var key in _keys) signed |= CryptographicOperations.FixedTimeEquals(Mac(key, text[..end]), given);
        if (!signed) throw Refused();
        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
        if (expires <= _time.GetUtcNow()) throw new ApiException(401, "The visitor's token has expired.");
        return new VisitorToken(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[2])), expires);
    }

    private static ApiException Refused() => new(401, "The visitor's token was not signed here.");

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
