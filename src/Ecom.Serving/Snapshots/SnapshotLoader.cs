using Ecom.Domain;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Storage;

namespace Ecom.Serving.Snapshots;

/// <summary>Brings a version's snapshot onto the local disk and maps it.</summary>
public sealed class SnapshotLoader(PipelineStores stores, ShopId shop)
{
    private readonly ShopPaths _paths = new(shop);

    /// <exception cref="InputException">The snapshot is damaged or of a format this build does not read.</exception>
    /// <exception cref="FileNotFoundException">A file of the version is gone.</exception>
    public async Task<SharedSnapshot> LoadAsync(ModelVersion version, CancellationToken cancellation = default)
    {
        var files = new List<(string Relative, string Local)>();
        foreach (var file in version.Files)
            files.Add((file.Path, await stores.Artefacts.MaterialiseAsync($"{_paths.ModelSnapshot(version.Version)}/{file.Path}", cancellation)));
        return new SharedSnapshot(Snapshot.Open(CommonFolder(files) ?? Link(version.Version, files)));
    }

    /// <summary>The folder under which the files lie by their own names, as in a folder store; null where there is none.</summary>
    private static string? CommonFolder(List<(string Relative, string Local)> files)
    {
        string? folder = null;
        foreach (var (relative, local) in files)
        {
            var tail = Path.DirectorySeparatorChar + relative.Replace('/', Path.DirectorySeparatorChar);
            if (!local.EndsWith(tail, StringComparison.Ordinal)) return null;
            var mine = local[..^tail.Length];
            if (folder is not null && folder != mine) return null;
            folder = mine;
        }
        return folder;
    }

    /// <summary>A folder of links to files that a store keeps under names of its own.</summary>
    private static string Link(string version, List<(string Relative, string Local)> files)
    {
        var folder = Directory.CreateTempSubdirectory($"ecom-snapshot-{version}-").FullName;
        foreach (var (relative, local) in files)
        {
            var target = Path.Combine(folder, relative.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            try
            {
                File.CreateSymbolicLink(target, local);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Windows allows links to few accounts.
                File.Copy(local, target);
            }
        }
        return folder;
    }
}
