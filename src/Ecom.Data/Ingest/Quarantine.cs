using System.Text.Json;
using Ecom.Data.Ingest.Sources;
using Ecom.Data.Sql;

namespace Ecom.Data.Ingest;

/// <summary>Writes <c>rejected.parquet</c>: file, record, line and text (where parsing failed), reason, error, and the row as JSON.</summary>
internal static class Quarantine
{
    public const string File = "rejected.parquet";

    public static void Write(DuckSession duck, RawTable raw, string source, string directory) =>
        duck.Execute($"COPY ({Query(raw, source)} ORDER BY \"record\") TO {SqlText.Literal(Path.Combine(Path.GetFullPath(directory), File))} (FORMAT parquet)");

    public static IReadOnlyList<RejectedRow> First(DuckSession duck, RawTable raw, string source, int count) => duck.Rows(
        $"""
        SELECT "record", "line", "reason", "text", "error", "row" FROM (
          SELECT *, row_number() OVER (PARTITION BY "reason" ORDER BY "record") AS k FROM ({Query(raw, source)})) WHERE k <= {count} ORDER BY "record"
        """,
        r => new RejectedRow(
            r.GetInt64(0), r.IsDBNull(1) ? null : r.GetInt64(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3),
            r.IsDBNull(4) ? null : r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5)));

    public static string Name(RejectionReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

    private static string Query(RawTable raw, string source)
    {
        var names = string.Join(" ", Enum.GetValues<RejectionReason>().Select(r => $"WHEN {(int)r} THEN {SqlText.Literal(Name(r))}"));
        var row = string.Join(", ", raw.Columns.Select(c => $"{SqlText.Literal(c)}: \"raw\".{SqlText.Identifier(c)}"));
        var (skipped, join) = raw.Unparsable == 0 ? ("0", "") : ("""COALESCE("gaps"."skipped", 0)""", """ASOF LEFT JOIN "gaps" ON t."row" >= "gaps"."first" """);
        return $$"""
            SELECT {{SqlText.Literal(source)}} AS "file", "record", "line", '{{Name(RejectionReason.UnparsableRecord)}}' AS "reason", "text", "error", NULL::VARCHAR AS "row"
            FROM "unparsable" UNION ALL
            SELECT {{SqlText.Literal(source)}}, t."row" + 1 + {{skipped}}, NULL, CASE t."reason" {{names}} END, NULL, NULL, CAST(to_json({ {{row}} }) AS VARCHAR)
            FROM (SELECT "row", "reason" FROM "typed" WHERE "reason" IS NOT NULL) t JOIN "raw" ON "raw".rowid = t."row" {{join}}
            """;
    }
}
