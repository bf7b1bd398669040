using DuckDB.NET.Data;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Ingest.Sources;

/// <summary>
/// A dump as table <c>raw</c>: every column text, rows in file order, so that rowid counts them. What is no record goes to table
/// <c>unparsable</c> (record, line, text, error).
/// </summary>
internal sealed class RawTable
{
    private readonly DuckSession _duck;
    private readonly StagedSource _source;

    private RawTable(DuckSession duck, StagedSource source, IReadOnlyList<string> columns)
    {
        _duck = duck;
        _source = source;
        if (columns.Contains("rowid", StringComparer.OrdinalIgnoreCase))
            throw new InputException(source.Name, null, "a column may not be called 'rowid'; give it another name.");
        if (columns.Any(c => c.Any(char.IsControl))) throw new InputException(source.Name, null, "a column's name holds a control character.");
        Columns = columns;
    }

    public IReadOnlyList<string> Columns { get; }
    public long Rows { get; private set; }
    public long Unparsable { get; private set; }

    /// <summary>The columns, without reading further than needed.</summary>
    public static RawTable Open(DuckSession duck, StagedSource source, string? delimiter)
    {
        switch (source.Format)
        {
            case SourceFormat.Csv:
                var shape = CsvShape.Read(source, delimiter);
                return new RawTable(duck, source, shape.Columns) { Delimiter = shape.Delimiter };
            case SourceFormat.JsonLines:
                return new RawTable(duck, source, JsonColumns(duck, source));
            default:
                return new RawTable(duck, source, ParquetColumns(duck, source));
        }
    }

    public char Delimiter { get; private init; } = ',';

    /// <exception cref="InputException">The file as a whole cannot be read.</exception>
    public void Load(IngestOptions options)
    {
        _duck.Execute("""CREATE TABLE "unparsable" ("record" BIGINT, "line" BIGINT, "text" VARCHAR, "error" VARCHAR)""");
        try
        {
            if (_source.Format == SourceFormat.Csv) LoadCsv(options);
            else if (_source.Format == SourceFormat.JsonLines) LoadJsonLines(options);
            else LoadParquet();
        }
        catch (DuckDBException e)
        {
            throw new InputException(_source.Name, null, $"it cannot be read: {FirstLine(e.Message).Replace(_source.Path, _source.Name, StringComparison.Ordinal)}", e);
        }
        Rows = _duck.Count("""SELECT count(*) FROM "raw" """);
        Unparsable = _duck.Count("""SELECT count(*) FROM "unparsable" """);
        if (Rows + Unparsable == 0) throw new InputException(_source.Name, null, "there is a header but no row.");
    }

    private void LoadCsv(IngestOptions options)
    {
        var columns = string.Join(", ", Columns.Select(c => $"{SqlText.Literal(c)}: 'VARCHAR'"));
        _duck.Execute(
            $$"""
            CREATE TABLE "raw" AS SELECT * FROM read_csv({{SqlText.Literal(_source.Path)}}, columns = { {{columns}} }, auto_detect = false, header = true,
              delim = {{SqlText.Literal(Delimiter.ToString())}}, quote = '"', escape = '"', store_rejects = true, rejects_limit = 0,
              max_line_size = {{options.MaximumLineBytes}}, buffer_size = {{Math.Max(32 << 20, 4L * options.MaximumLineBytes)}})
            """);
        // One bad record can have several errors; the first one names it.
        var rejects = _duck.Rows(
            """
            SELECT "line" - 1, min("line_byte_position"), first("csv_line" ORDER BY "column_idx"), first("error_message" ORDER BY "column_idx")
            FROM reject_errors GROUP BY "line" ORDER BY "line"
            """,
            r => (Record: r.GetInt64(0), Offset: r.GetInt64(1), Text: r.IsDBNull(2) ? "" : r.GetString(2), Error: r.GetString(3)));
        if (rejects.Count == 0) return;
        var lines = _source.PhysicalLines([.. rejects.Select(r => r.Offset)]);
        using (var appender = _duck.Connection.CreateAppender("unparsable"))
            for (var k = 0; k < rejects.Count; k++)
                appender.CreateRow().AppendValue(rejects[k].Record).AppendValue(lines[k]).AppendValue(rejects[k].Text.TrimEnd('\n'))
                    .AppendValue(FirstLine(rejects[k].Error)).EndRow();
        CountGaps();
    }

    private void LoadJsonLines(IngestOptions options)
    {
        var columns = string.Join(", ", Columns.Select((c, i) => $"v[{i + 1}] AS {SqlText.Identifier(c)}"));
        var paths = SqlText.List(Columns.Select(JsonPath));
        _duck.Execute($"""CREATE TABLE "lines" AS SELECT * FROM {JsonLinesSource(_source.Path, options.MaximumLineBytes)}""");
        _duck.Execute(
            """
            INSERT INTO "unparsable" SELECT rowid + 1, rowid + 1, "line", 'This is not a JSON object.' FROM "lines"
            WHERE CASE WHEN json_valid("line") THEN json_type("line") <> 'OBJECT' ELSE true END
            """);
        _duck.Execute(
            $"""
            CREATE TABLE "raw" AS SELECT {columns} FROM (
              SELECT json_extract_string("line", {paths}) AS v FROM "lines" WHERE rowid + 1 NOT IN (SELECT "record" FROM "unparsable"))
            """);
        _duck.Execute("""DROP TABLE "lines" """);
        if (_source.BlankLines > 0) CorrectLines();
        CountGaps();
    }

    private void LoadParquet()
    {
        var columns = string.Join(", ", Columns.Select(c => $"CAST({SqlText.Identifier(c)} AS VARCHAR) AS {SqlText.Identifier(c)}"));
        _duck.Execute($"""CREATE TABLE "raw" AS SELECT {columns} FROM read_parquet({SqlText.Literal(_source.Path)})""");
    }

    // Record r of the file is unparsable and k unparsable records come before it: r - 1 - k good ones do, so that is the first rowid after it.
    private void CountGaps() => _duck.Execute(
        """
        CREATE TABLE "gaps" AS SELECT "first", max(k) AS "skipped" FROM (
          SELECT row_number() OVER (ORDER BY "record") AS k, "record" - k AS "first" FROM "unparsable") GROUP BY "first"
        """);

    // Lines of a JSON Lines file are its records; where blank ones were left out, the physical number is found from the offsets of the omissions.
    private void CorrectLines()
    {
        var records = _duck.Rows("""SELECT "record" FROM "unparsable" ORDER BY 1""", r => r.GetInt64(0));
        if (records.Count == 0) return;
        var offsets = new List<long>(records.Count);
        using (var stream = new BufferedStream(File.OpenRead(_source.Path), 1 << 20))
        {
            long line = 1, position = 0;
            foreach (var record in records)
            {
                for (; line < record; position++)
                    if (stream.ReadByte() == '\n') line++;
                offsets.Add(position);
            }
        }
        var lines = _source.PhysicalLines(offsets);
        for (var k = 0; k < records.Count; k++)
            _duck.Execute($"""UPDATE "unparsable" SET "line" = {lines[k]} WHERE "record" = {records[k]}""");
    }

    private static List<string> JsonColumns(DuckSession duck, StagedSource source)
    {
        var keys = duck.Rows(
            $"""
            SELECT DISTINCT unnest(json_keys("line")) AS k FROM (SELECT * FROM {JsonLinesSource(source.Path, 2_000_000)} LIMIT 5000)
            WHERE CASE WHEN json_valid("line") THEN json_type("line") = 'OBJECT' ELSE false END ORDER BY k
            """,
            r => r.GetString(0));
        keys = [.. keys.DistinctBy(k => k.ToUpperInvariant())];
        return keys.Count > 0 ? keys : throw new InputException(source.Name, null, "none of the first lines is a JSON object.");
    }

    private static List<string> ParquetColumns(DuckSession duck, StagedSource source)
    {
        try
        {
            return duck.Rows($"DESCRIBE SELECT * FROM read_parquet({SqlText.Literal(source.Path)})", r => r.GetString(0));
        }
        catch (DuckDBException e)
        {
            throw new InputException(source.Name, null, $"the Parquet file is damaged: {FirstLine(e.Message).Replace(source.Path, source.Name, StringComparison.Ordinal)}", e);
        }
    }

    private static string JsonLinesSource(string path, int maximumLineBytes) =>
        $$"""
        read_csv({{SqlText.Literal(path)}}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = E'\x01', quote = '', escape = '',
          max_line_size = {{maximumLineBytes}}, buffer_size = {{Math.Max(32 << 20, 4L * maximumLineBytes)}})
        """;

    private static string JsonPath(string key) => $"$.\"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
