using System.Security.Cryptography;
using System.Text;

namespace Ecom.Local.Engine;

/// <summary>Name-based ids, version 5 of RFC 9562 section 5.5 (SHA-1 names the id; it protects nothing).</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("5d8f9c0e-6f0b-5a53-9a43-2f2a3f6c1d77");

    public static Guid Create(string name)
    {
        var bytes = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(16));
#pragma warning disable CA5350 // the algorithm is part of the UUID version
        var hash = SHA1.HashData(bytes).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
