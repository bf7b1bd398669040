using System.Security.Cryptography;

namespace Ecom.Local.Hosting;

/// <summary>SHA-256 of a stream's content.</summary>
internal static class ContentHash
{
    public static async Task<string> OfAsync(Stream stream, CancellationToken cancellation) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
}
