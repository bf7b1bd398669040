using System.Buffers.Binary;

namespace Ecom.Pipeline.Storage.Folder;

/// <summary>
/// What is committed of an append blob: a random id, then the end offset of each block. The data file holds plain appended bytes; what lies
/// beyond the last offset was left by an append that did not finish, is not shown to readers, and is cut off by the next append.
/// </summary>
/// <param name="Id">Tells this blob from another one of the same name before or after it.</param>
/// <param name="Blocks">Blocks committed.</param>
/// <param name="Length">Bytes committed.</param>
internal sealed record BlockIndex(Guid Id, int Blocks, long Length)
{
    private const int IdBytes = 16;
    private const int OffsetBytes = 8;

    public string ETag => $"{Id:n}-{Blocks:x}";

    /// <summary>Reads an index file; null where there is none.</summary>
    public static BlockIndex? Read(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> buffer = stackalloc byte[IdBytes];
            if (RandomAccess.Read(handle, buffer, 0) < IdBytes) return null;
            var id = new Guid(buffer);
            // A crash may leave part of the last offset.
            var blocks = (int)((RandomAccess.GetLength(handle) - IdBytes) / OffsetBytes);
            if (blocks == 0) return new BlockIndex(id, 0, 0);
            var offset = buffer[..OffsetBytes];
            if (RandomAccess.Read(handle, offset, IdBytes + (blocks - 1L) * OffsetBytes) < OffsetBytes)
                throw new IOException($"{file}: the block index changed while it was read.");
            return new BlockIndex(id, blocks, BinaryPrimitives.ReadInt64LittleEndian(offset));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static BlockIndex Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var id = Guid.NewGuid();
        using var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.Write(handle, id.ToByteArray(), 0);
        RandomAccess.FlushToDisk(handle);
        return new BlockIndex(id, 0, 0);
    }

    /// <summary>Commits one more block.</summary>
    public BlockIndex Add(string file, long end)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> offset = stackalloc byte[OffsetBytes];
        BinaryPrimitives.WriteInt64LittleEndian(offset, end);
        RandomAccess.Write(handle, offset, IdBytes + (long)Blocks * OffsetBytes);
        RandomAccess.FlushToDisk(handle);
        return this with { Blocks = Blocks + 1, Length = end };
    }
}
