using System.Text;
using DuckDB.NET.Data;
using Ecom.Data.Ingest.Events;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>What the metadata of canonical Parquet files says.</summary>
internal static class CanonicalFiles
{
    /// <summary>Metadata by file, in the order given.</summary>
    /// <exception cref="InputException">A file is missing, damaged or of another schema version.</exception>
    public static IReadOnlyList<(string File, IReadOnlyDictionary<string, string> Metadata)> Read(DuckSession duck, IReadOnlyList<string> files)
    {
        if (files.Count == 0) return [];
        var paths = files.Select(Path.GetFullPath).ToList();
        foreach (var path in paths)
            if (!File.Exists(path)) throw new InputException(path, null, "there is no such file.");
        var metadata = paths.Distinct(StringComparer.Ordinal).ToDictionary(p => p, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        try
        {
            duck.Query(
                $"SELECT file_name, decode(key), decode(value) FROM parquet_kv_metadata({SqlText.List(paths)})",
                r => metadata[r.GetString(0)][r.GetString(1)] = r.GetString(2));
        }
        catch (DuckDBException e)
        {
            throw new InputException($"A canonical file is damaged: {e.Message.Split('\n')[0]}", e);
        }
        foreach (var (path, values) in metadata)
        {
            var version = values.GetValueOrDefault("schema_version", "none");
            if (version != EventFiles.Schema.ToString(System.Globalization.CultureInfo.InvariantCulture))
                throw new InputException(path, null, $"schema version {version} is not supported; this version reads {EventFiles.Schema}.");
        }
        return [.. paths.Select(p => (p, (IReadOnlyDictionary<string, string>)metadata[p]))];
    }
}
