namespace Ecom.Pipeline.Storage;

/// <summary>Local scratch folders of activities. What a killed activity left is removed when the host starts next.</summary>
public sealed class WorkFolders(string root)
{
    public string Root => root;

    /// <summary>A new empty folder, removed when disposed.</summary>
    public WorkFolder Create(string purpose)
    {
        var path = Path.Combine(root, $"{purpose}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(path);
        return new WorkFolder(path);
    }

    public void RemoveLeftovers()
    {
        if (!Directory.Exists(root)) return;
        foreach (var folder in Directory.EnumerateDirectories(root)) new WorkFolder(folder).Dispose();
    }
}
