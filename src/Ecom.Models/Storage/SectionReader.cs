using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using Ecom.Domain;

namespace Ecom.Models.Storage;

/// <summary>
/// Maps the section files of a directory read-only after checking each file's size and digest against the header, so that a torn or
/// altered file is refused before anything reads it.
/// </summary>
public sealed unsafe class SectionReader : IDisposable
{
    private readonly string _directory;
    private readonly Dictionary<string, (SectionHeader Header, MemoryMappedFile? File, MemoryMappedViewAccessor? View, IntPtr First)> _mapped = [];

    /// <param name="directory">Where the files are.</param>
    /// <param name="sections">What the header says about them.</param>
    /// <exception cref="InputException">A file is missing, has another size or another content than its header says.</exception>
    public SectionReader(string directory, IReadOnlyList<SectionHeader> sections)
    {
        _directory = directory;
        try
        {
            foreach (var section in sections) Map(section);
            Parallel.ForEach(sections, Verify);
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(i => i is InputException) is InputException first)
        {
            Dispose();
            throw first;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal bool IsDisposed { get; private set; }

    /// <summary>Bytes of all sections.</summary>
    public long Bytes => _mapped.Values.Sum(m => m.Header.Length * ElementType.SizeOf(m.Header.Type));

    public bool Has(string name) => _mapped.ContainsKey(name);

    /// <exception cref="InputException">There is no such section, or it holds another type.</exception>
    public Section<T> Open<T>(string name) where T : unmanaged
    {
        if (!_mapped.TryGetValue(name, out var mapped)) throw new InputException(_directory, null, $"section '{name}' is missing.");
        var wanted = ElementType.NameOf<T>();
        if (mapped.Header.Type != wanted)
            throw new InputException(_directory, null, $"section '{name}' holds {mapped.Header.Type} instead of {wanted}.");
        return new Section<T>(this, (byte*)mapped.First, mapped.Header.Length);
    }

    /// <summary>As <see cref="Open{T}(string)"/>, for a section of known length.</summary>
    /// <exception cref="InputException">As there, or the length differs.</exception>
    public Section<T> Open<T>(string name, long length) where T : unmanaged
    {
        var section = Open<T>(name);
        return section.Length == length
            ? section
            : throw new InputException(_directory, null, $"section '{name}' has {section.Length} elements instead of {length}.");
    }

    public void Dispose()
    {
        if (IsDisposed) return;
        IsDisposed = true;
        foreach (var (_, file, view, _) in _mapped.Values)
        {
            view?.SafeMemoryMappedViewHandle.ReleasePointer();
            view?.Dispose();
            file?.Dispose();
        }
    }

    private void Map(SectionHeader section)
    {
        var size = ElementType.SizeOf(section.Type);
        if (size == 0) throw new InputException(_directory, null, $"section '{section.Name}' has the unknown type '{section.Type}'.");
        if (section.File.Length == 0 || section.File != Path.GetFileName(section.File))
            throw new InputException(_directory, null, $"section '{section.Name}' names the file '{section.File}', which is no plain file name.");
        var path = Path.Combine(_directory, section.File);
        var info = new FileInfo(path);
        if (!info.Exists) throw new InputException(path, null, "the file is missing.");
        if (section.Length < 0 || section.Length > long.MaxValue / size || info.Length != section.Length * size)
            throw new InputException(path, null, $"the file has {info.Length} bytes, but the header says {section.Length} elements of {size} bytes.");
        if (info.Length == 0)
        {
            _mapped.Add(section.Name, (section, null, null, IntPtr.Zero));
            return;
        }
        var file = MemoryMappedFile.CreateFromFile(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), null, 0, MemoryMappedFileAccess.Read,
            HandleInheritability.None, leaveOpen: false);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        _mapped.Add(section.Name, (section, file, view, (IntPtr)(first + view.PointerOffset)));
    }

    private void Verify(SectionHeader section)
    {
        const int Block = 1 << 24;
        var first = (byte*)_mapped[section.Name].First;
        var bytes = section.Length * ElementType.SizeOf(section.Type);
        // A damaged file is to be found, not a forged one: who can forge it can write the header as well.
        var quick = section.XxHash128 is null ? null : new XxHash128();
        using var hash = quick is null ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        for (long at = 0; at < bytes; at += Block)
        {
            var block = new ReadOnlySpan<byte>(first + at, (int)Math.Min(Block, bytes - at));
            quick?.Append(block);
            hash?.AppendData(block);
        }
        var found = Convert.ToHexStringLower(quick?.GetCurrentHash() ?? hash!.GetHashAndReset());
        if (!string.Equals(found, section.XxHash128 ?? section.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new InputException(Path.Combine(_directory, section.File), null, "the content does not have the digest its header says.");
    }
}
