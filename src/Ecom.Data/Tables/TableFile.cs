using System.Text;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Tables;

/// <summary>A table as text, column by column: what tabular synthesis reads and writes. CSV with a header, plain or <c>.gz</c>.</summary>
/// <param name="Names">Column names, unique.</param>
/// <param name="Columns">[columns][rows]; null where a cell is empty. Blanks around a value are no part of it.</param>
public sealed record TableFile(IReadOnlyList<string> Names, IReadOnlyList<string?[]> Columns)
{
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <exception cref="InputException">The file is missing, is no CSV with a header, or has no rows.</exception>
    public static TableFile Read(string path, CancellationToken cancellation = default)
    {
        if (!File.Exists(path)) throw new InputException(path, null, "there is no such file.");
        using var session = DuckSession.Open(DuckLimits.Default, [path], [], cancellation: cancellation);
        var source = $"read_csv({SqlText.Literal(Path.GetFullPath(path))}, header = true, all_varchar = true)";
        try
        {
            var names = session.Rows($"SELECT column_name FROM (DESCRIBE SELECT * FROM {source})", r => r.GetString(0));
            var cells = names.Select(_ => new List<string?>()).ToArray();
            session.Query($"SELECT * FROM {source}", r =>
            {
                for (var c = 0; c < cells.Length; c++)
                    cells[c].Add(r.IsDBNull(c) || r.GetString(c).Trim() is not { Length: > 0 } text ? null : text);
            });
            if (cells.Length == 0 || cells[0].Count == 0) throw new InputException(path, null, "the table has no rows.");
            return new TableFile(names, [.. cells.Select(c => c.ToArray())]);
        }
        catch (DuckDB.NET.Data.DuckDBException e)
        {
            throw new InputException(path, null, $"the file is no CSV table with a header: {e.Message.Split('\n')[0]}", e);
        }
    }

    /// <summary>Writes CSV with a header (RFC 4180).</summary>
    public void Write(string path)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.WriteLine(string.Join(',', Names.Select(Quoted)));
        for (var r = 0; r < RowCount; r++) writer.WriteLine(string.Join(',', Columns.Select(c => Quoted(c[r]))));
    }

    private static string Quoted(string? value) =>
        value is null ? "" : value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
