namespace Ecom.Pipeline.Storage;

/// <summary>A scratch folder.</summary>
public sealed class WorkFolder(string path) : IDisposable
{
    public string Path { get; } = path;

    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Scratch: whoever still holds a file open keeps it; the next start removes the rest.
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
