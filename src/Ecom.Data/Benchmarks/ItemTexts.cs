using System.Text;
using System.Text.Json;
using Ecom.Domain;

namespace Ecom.Data.Benchmarks;

/// <summary>What benchmark files say about items: a JSON object of item → attribute ids, or lines of item, tab, …, tab, text.</summary>
public static class ItemTexts
{
    /// <summary>One text per item, the files' words together; an attribute becomes a word of its own. Null where nothing is known.</summary>
    /// <exception cref="InputException">A file is missing or of neither form.</exception>
    public static string?[] Read(IEnumerable<string> paths, IReadOnlyList<string> itemIds)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < itemIds.Count; i++) index[itemIds[i]] = i;
        var texts = new StringBuilder?[itemIds.Count];
        foreach (var path in paths)
        {
            using var reader = PairFile.Open(path);
            if (reader.Peek() == '{') ReadAttributes(path, reader, index, texts);
            else ReadLines(path, reader, index, texts);
        }
        return [.. texts.Select(t => t?.ToString())];
    }

    private static void ReadAttributes(string path, StreamReader reader, Dictionary<string, int> index, StringBuilder?[] texts)
    {
        try
        {
            using var document = JsonDocument.Parse(reader.ReadToEnd());
            foreach (var item in document.RootElement.EnumerateObject())
            {
                if (!index.TryGetValue(item.Name, out var i)) continue;
                foreach (var attribute in item.Value.EnumerateArray()) (texts[i] ??= new()).Append(" attribute").Append(attribute.ToString());
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException(path, null, $"not an object of item → attribute ids: {e.Message}", e);
        }
    }

    private static void ReadLines(string path, StreamReader reader, Dictionary<string, int> index, StringBuilder?[] texts)
    {
        var line = 0L;
        while (reader.ReadLine() is { } text)
        {
            line++;
            var parts = text.Split('\t');
            if (parts.Length < 2) throw new InputException(path, line, "a line is item, tab, text.");
            if (index.TryGetValue(parts[0], out var i)) (texts[i] ??= new()).Append(' ').Append(parts[^1]);
        }
    }
}
