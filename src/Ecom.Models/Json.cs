using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecom.Models;

/// <summary>The one JSON dialect of jobs, results, model headers and snapshots: camel case, nulls left out, NaN refused.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <summary>The same on one line, for NDJSON.</summary>
    public static JsonSerializerOptions Line { get; } = new(Options) { WriteIndented = false };
}
