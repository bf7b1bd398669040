using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ecom.Domain;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Storefront;

/// <summary>Signs texts with the configured keys (<see cref="StorefrontOptions.Keys"/>) and checks signatures: HMAC-SHA-256, base64url. The first key signs, all are accepted.</summary>
public sealed class StorefrontKeys
{
    private readonly byte[][] _keys;

    /// <exception cref="InputException">A configured key is too short to be one.</exception>
    public StorefrontKeys(IOptions<ServingOptions> options)
    {
        var keys = options.Value.Storefront.Keys;
        if (keys.Any(k => k.Length < StorefrontOptions.MinimumKeyLength))
            throw new InputException($"A storefront key has fewer than {StorefrontOptions.MinimumKeyLength} characters ({ServingOptions.Section}:Storefront:Keys).");
        _keys = [.. keys.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Whether there is any key.</summary>
    public bool Any => _keys.Length > 0;

    /// <param name="text">What is signed; begins with what it is for, so that one kind of signature is none of another kind.</param>
    /// <param name="bytes">Of the signature, from the front.</param>
    public string Sign(string text, int bytes = HMACSHA256.HashSizeInBytes) => Base64Url.EncodeToString(Mac(_keys[0], text).AsSpan(0, bytes));

    /// <summary>Whether a signature of so many bytes is of that text, by any of the keys.</summary>
    public bool IsSigned(string text, ReadOnlySpan<char> signature, int bytes = HMACSHA256.HashSizeInBytes)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Base64Url.DecodeFromChars(signature, given, out _, out var length) != OperationStatus.Done || length != bytes) return false;
        var signed = false;
        // All keys are tried, each in constant time: nothing is learnt from how long it takes.
        foreach (var key in _keys) signed |= CryptographicOperations.FixedTimeEquals(Mac(key, text).AsSpan(0, bytes), given[..bytes]);
        return signed;
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
