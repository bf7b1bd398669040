using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ecom.Models.Storage;

/// <summary>Writes arrays as section files into one directory. A file per section keeps every array page-aligned when it is mapped.</summary>
public sealed class SectionWriter
{
    private const int BlockBytes = 1 << 22;
    private readonly string _directory;
    private readonly List<SectionHeader> _sections = [];

    public SectionWriter(string directory)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Section files are little endian.");
        _directory = directory;
    }

    /// <summary>Headers of what was written so far, in order.</summary>
    public IReadOnlyList<SectionHeader> Sections => _sections;

    /// <summary>Writes <c>{name}.bin</c>.</summary>
    public void Add<T>(string name, ReadOnlySpan<T> values) where T : unmanaged
    {
        if (_sections.Exists(s => s.Name == name)) throw new ArgumentException($"Section '{name}' is already written.", nameof(name));
        var type = ElementType.NameOf<T>();
        var file = name + ".bin";
        var quick = new XxHash128();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var stream = new FileStream(Path.Combine(_directory, file), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
        {
            // In blocks, because the bytes of a large section do not fit the index of one span.
            var step = BlockBytes / ElementType.SizeOf(type);
            for (var at = 0; at < values.Length; at += step)
            {
                var bytes = MemoryMarshal.AsBytes(values.Slice(at, Math.Min(step, values.Length - at)));
                hash.AppendData(bytes);
                quick.Append(bytes);
                stream.Write(bytes);
            }
            stream.Flush(flushToDisk: true);
        }
        _sections.Add(new(name, file, type, values.Length, Convert.ToHexStringLower(hash.GetHashAndReset()), Convert.ToHexStringLower(quick.GetCurrentHash())));
    }
}
