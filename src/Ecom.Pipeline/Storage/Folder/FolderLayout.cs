namespace Ecom.Pipeline.Storage.Folder;

/// <summary>
/// Where things are in a folder store. Blobs lie at their own path, so that people can look at them and drop files in; everything the store
/// needs for itself is under <c>.store</c>.
/// </summary>
internal sealed class FolderLayout
{
    private const string Reserved = ".store";

    public FolderLayout(string root)
    {
        Directory.CreateDirectory(root);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Root = new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
        Locks = Own("locks");
        Blocks = Own("blocks");
        Owners = Own("owners");
    }

    public string Root { get; }
    public string Locks { get; }
    public string Blocks { get; }
    public string Owners { get; }

    /// <summary>The file of a blob.</summary>
    /// <exception cref="ArgumentException">Not a blob path.</exception>
    /// <exception cref="IOException">A part of the path is a symbolic link: it could lead out of the store.</exception>
    public string FileOf(string path)
    {
        BlobPath.Validate(path);
        return Resolve(path);
    }

    /// <summary>The index of an append blob's blocks: beside the data it would show up among the user's files.</summary>
    public string BlocksOf(string path) => Path.Combine(Blocks, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The deepest folder that can hold blobs of a prefix, and its blob path with a trailing slash, or empty for the root.</summary>
    public (string Folder, string Path) FolderOf(string prefix)
    {
        BlobPath.ValidatePrefix(prefix);
        var cut = prefix.LastIndexOf('/');
        return cut < 0 ? (Root, "") : (Resolve(prefix[..cut]), prefix[..(cut + 1)]);
    }

    public static bool IsReserved(string topLevelName) => string.Equals(topLevelName, Reserved, StringComparison.OrdinalIgnoreCase);

    private string Resolve(string path)
    {
        var segments = path.Split('/');
        if (IsReserved(segments[0])) throw new ArgumentException($"'{path}' is not a blob path: '{Reserved}' belongs to the store itself.", nameof(path));
        var current = Root;
        foreach (var segment in segments)
        {
            current = Path.Combine(current, segment);
            if (new FileInfo(current).LinkTarget is not null)
                throw new IOException($"'{path}' cannot be used: {current} is a symbolic link, which could lead out of the store.");
        }

        return current;
    }

    private string Own(string name) => Directory.CreateDirectory(Path.Combine(Root, Reserved, name)).FullName;
}
