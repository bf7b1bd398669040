using System.Buffers.Binary;
using System.Text;

namespace Ecom.Neural.Runtime;

/// <summary>
/// The little of a 64-bit little-endian ELF shared object that symbol versioning needs, read through the dynamic segment as the loader
/// does. Every offset is checked against the file.
/// </summary>
/// <remarks>Layout: System V ABI, and «Symbol Versioning» in the Linux Standard Base.</remarks>
internal sealed class ElfImage
{
    private const int HeaderSize = 64, ProgramHeaderSize = 56, RelocationSize = 24;
    private const uint Load = 1, Dynamic = 2;
    private const ulong StringTable = 5, StringSize = 10, Relocations = 7, RelocationsSize = 8, PltSize = 2, PltRelocations = 23;
    private const ulong VersionSymbols = 0x6ffffff0, VersionNeed = 0x6ffffffe, VersionNeedCount = 0x6fffffff;

    private readonly byte[] _bytes;
    private readonly List<(ulong Address, ulong Offset, ulong Size)> _segments = [];
    private readonly Dictionary<ulong, ulong> _dynamic = [];

    /// <exception cref="BadImageFormatException">The bytes are not such a file, or an offset leads outside of it.</exception>
    public ElfImage(byte[] bytes)
    {
        _bytes = bytes;
        if (bytes.Length < HeaderSize || !bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8) || bytes[4] != 2 || bytes[5] != 1)
            throw new BadImageFormatException("Not a 64-bit little-endian ELF file.");
        ReadSegments();
        VersionNeeds = ReadVersionNeeds();
    }

    /// <summary>The symbol versions this file asks of its libraries.</summary>
    public IReadOnlyList<ElfVersionNeed> VersionNeeds { get; }

    /// <summary>Whether a relocation binds to a symbol of that version, so that the version is needed in earnest.</summary>
    public bool IsUsed(ElfVersionNeed need) =>
        AnyRelocationUses(need.Index, Relocations, RelocationsSize) || AnyRelocationUses(need.Index, PltRelocations, PltSize);

    private void ReadSegments()
    {
        var table = U64(32);
        var size = U16(54);
        var count = U16(56);
        if (count > 0 && size < ProgramHeaderSize) throw new BadImageFormatException("Program headers are too small.");
        (ulong Offset, ulong Size)? dynamic = null;
        for (var i = 0u; i < count; i++)
        {
            var at = table + i * size;
            var type = U32(at);
            var (offset, address, fileSize) = (U64(at + 8), U64(at + 16), U64(at + 32));
            if (type == Load) _segments.Add((address, offset, fileSize));
            if (type == Dynamic) dynamic = (offset, fileSize);
        }
        if (dynamic is not { } d) throw new BadImageFormatException("No dynamic segment.");
        for (var at = d.Offset; at + 16 <= d.Offset + d.Size; at += 16)
        {
            var tag = U64(at);
            if (tag == 0) break;
            _dynamic[tag] = U64(at + 8);
        }
    }

    private List<ElfVersionNeed> ReadVersionNeeds()
    {
        var needs = new List<ElfVersionNeed>();
        if (!_dynamic.TryGetValue(VersionNeed, out var address)) return needs;
        var file = FileOffset(address);
        for (var left = _dynamic.GetValueOrDefault(VersionNeedCount); left > 0; left--)
        {
            var library = Text(U32(file + 4));
            var entry = file + U32(file + 8);
            for (var entries = U16(file + 2); entries > 0; entries--)
            {
                needs.Add(new ElfVersionNeed(library, Text(U32(entry + 8)), U16(entry + 6), U16(entry + 4), checked((int)(entry + 4))));
                var nextEntry = U32(entry + 12);
                if (nextEntry == 0) break;
                entry += nextEntry;
            }
            var next = U32(file + 12);
            if (next == 0) break;
            file += next;
        }
        return needs;
    }

    private bool AnyRelocationUses(int version, ulong tableTag, ulong sizeTag)
    {
        if (!_dynamic.TryGetValue(tableTag, out var table) || !_dynamic.TryGetValue(VersionSymbols, out var symbols)) return false;
        var (start, versions) = (FileOffset(table), FileOffset(symbols));
        for (var at = 0ul; at + RelocationSize <= _dynamic.GetValueOrDefault(sizeTag); at += RelocationSize)
        {
            var symbol = U64(start + at + 8) >> 32;
            if (symbol != 0 && (U16(versions + 2 * symbol) & 0x7fff) == version) return true;
        }
        return false;
    }

    private ulong FileOffset(ulong address)
    {
        foreach (var s in _segments)
            if (address >= s.Address && address - s.Address < s.Size)
                return s.Offset + (address - s.Address);
        throw new BadImageFormatException($"Address {address:x} is in no segment.");
    }

    private string Text(uint offset)
    {
        var size = _dynamic.GetValueOrDefault(StringSize);
        if (offset >= size) throw new BadImageFormatException("A name lies outside the string table.");
        var start = FileOffset(_dynamic.GetValueOrDefault(StringTable)) + offset;
        var bytes = Slice(start, size - offset);
        var end = bytes.IndexOf((byte)0);
        return end < 0 ? throw new BadImageFormatException("A name has no end.") : Encoding.ASCII.GetString(bytes[..end]);
    }

    private ushort U16(ulong at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));
    private uint U32(ulong at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));
    private ulong U64(ulong at) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(at, 8));

    private ReadOnlySpan<byte> Slice(ulong at, ulong size)
    {
        var length = (ulong)_bytes.Length;
        if (at > length || size > length - at) throw new BadImageFormatException($"Offset {at:x} leads outside the file.");
        return _bytes.AsSpan((int)at, (int)size);
    }
}
