using System.Text;
using Ecom.Domain;

namespace Ecom.Data.Ingest.Sources;

/// <summary>Delimiter and header of a CSV file, told from its first records.</summary>
internal sealed record CsvShape(char Delimiter, IReadOnlyList<string> Columns)
{
    private const int SampleBytes = 64 * 1024;
    private const int SampleRecords = 20;
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <exception cref="InputException">The header is broken.</exception>
    public static CsvShape Read(StagedSource source, string? delimiter)
    {
        var text = Sample(source.Path);
        var candidates = delimiter is null ? Candidates : [Single(delimiter, source.Name)];
        var best = candidates.MaxBy(c => Score(text, c));
        var header = Records(text, best).First();
        var names = new string[header.Count];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
        {
            // Control characters in a header are damage, and a NUL would end the statement that names the column.
            var name = string.Concat(header[i].Where(c => !char.IsControl(c))).Trim();
            // Exports of data frames leave the index column without a name.
            names[i] = name.Length == 0 ? $"column{i + 1}" : name;
            // A column of this name would hide DuckDB's own row number.
            if (names[i].Equals("rowid", StringComparison.OrdinalIgnoreCase)) names[i] = "rowid_";
            if (!seen.Add(names[i])) throw new InputException(source.Name, 1, $"the header names the column '{names[i]}' twice.");
        }
        if (names.Length > 1000) throw new InputException(source.Name, 1, $"the header has {names.Length} columns; 1000 are read at most.");
        return new CsvShape(best, names);
    }

    // The delimiter that splits the header into most columns, given that the records after it agree in number.
    private static double Score(string text, char delimiter)
    {
        var records = Records(text, delimiter).Take(SampleRecords).ToList();
        var columns = records[0].Count;
        return columns == 1 ? 0 : columns * (1 + records.Count(r => r.Count == columns)) / (1.0 + records.Count);
    }

    private static IEnumerable<List<string>> Records(string text, char delimiter)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter || c == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c != '\n') continue;
                yield return fields;
                fields = [];
            }
            else
            {
                field.Append(c);
            }
        }
        if (field.Length > 0 || fields.Count > 0) yield return [.. fields, field.ToString().TrimEnd('\r')];
    }

    private static string Sample(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[SampleBytes];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var sample = bytes.AsSpan(0, read);
        if (sample.StartsWith("\uFEFF"u8)) sample = sample[3..];
        // A sample that was cut ends at a line end, or its last record would seem to lack columns.
        if (read == SampleBytes && sample.LastIndexOf((byte)'\n') is > 0 and var end) sample = sample[..(end + 1)];
        return Encoding.UTF8.GetString(sample);
    }

    private static char Single(string delimiter, string name) => delimiter switch
    {
        "\\t" or "tab" => '\t',
        { Length: 1 } => delimiter[0],
        _ => throw new InputException(name, null, $"'{delimiter}' is no delimiter: one character is meant, or \"tab\"."),
    };
}
