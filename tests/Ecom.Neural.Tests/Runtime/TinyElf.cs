using System.Buffers.Binary;
using System.Text;

namespace Ecom.Neural.Tests.Runtime;

/// <summary>Builds the smallest shared object with one version need on libstdc++ and one relocation.</summary>
internal static class TinyElf
{
    public const int FlagsOffset = 0x200 + 16 + 4;

    public static byte[] Build(string version, ushort symbolVersion)
    {
        var b = new byte[0x300];
        "\u007fELF"u8.CopyTo(b);
        (b[4], b[5]) = (2, 1);
        U64(b, 32, 64);
        U16(b, 54, 56);
        U16(b, 56, 2);
        Segment(b, 64, type: 1, offset: 0, address: 0x1000, size: 0x300);
        Segment(b, 120, type: 2, offset: 0xb0, address: 0x10b0, size: 0x90);
        (ulong Tag, ulong Value)[] dynamic =
        [
            (5, 0x1000 + 0x180), (10, 0x40), (0x6ffffff0, 0x1000 + 0x1c0), (0x6ffffffe, 0x1000 + 0x200), (0x6fffffff, 1),
            (7, 0x1000 + 0x280), (8, 24), (0, 0),
        ];
        for (var i = 0; i < dynamic.Length; i++)
        {
            U64(b, 0xb0 + 16 * i, dynamic[i].Tag);
            U64(b, 0xb8 + 16 * i, dynamic[i].Value);
        }
        Encoding.ASCII.GetBytes("\0libstdc++.so.6\0" + version + "\0").CopyTo(b, 0x180);
        U16(b, 0x1c2, symbolVersion);           // symbol 1
        U16(b, 0x200, 1);                       // one library …
        U16(b, 0x202, 1);                       // … with one version
        b[0x204] = 1;
        b[0x208] = 16;
        U16(b, 0x216, 18);                      // named by 18
        b[0x218] = 16;
        U64(b, 0x288, 1ul << 32 | 6);           // a relocation on symbol 1
        return b;
    }

    private static void Segment(byte[] b, int at, byte type, ulong offset, ulong address, ulong size)
    {
        b[at] = type;
        U64(b, at + 8, offset);
        U64(b, at + 16, address);
        U64(b, at + 32, size);
    }

    private static void U16(byte[] b, int at, ushort v) => BinaryPrimitives.WriteUInt16LittleEndian(b.AsSpan(at), v);
    private static void U64(byte[] b, int at, ulong v) => BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(at), v);
}
