using System.Text.Json;
using Ecom.Domain;

namespace Ecom.Models.Storage;

/// <summary>Small JSON files that are either whole or absent.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the target, flushes to disk and renames over it.</summary>
    public static void WriteJson<T>(string path, T value)
    {
        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(stream, value, Json.Options);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <exception cref="InputException">The file is missing or is not the JSON of a <typeparamref name="T"/>.</exception>
    public static T ReadJson<T>(string path) where T : class
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, Json.Options) ?? throw new InputException(path, null, "the file holds null.");
        }
        catch (JsonException e)
        {
            throw new InputException(path, e.LineNumber + 1, $"not a valid {typeof(T).Name}: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new InputException(path, null, e is FileNotFoundException or DirectoryNotFoundException ? "the file is missing." : e.Message, e);
        }
    }
}
