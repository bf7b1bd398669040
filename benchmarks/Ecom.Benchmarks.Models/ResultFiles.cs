using System.Text.Json;

namespace Ecom.Benchmarks.Models;

/// <summary>A result as a table and as JSON beside it.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write<T>(string folder, string name, string table, T figures)
    {
        File.WriteAllText(Path.Combine(folder, name + ".md"), table);
        File.WriteAllText(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(figures, Json) + "\n");
    }
}
