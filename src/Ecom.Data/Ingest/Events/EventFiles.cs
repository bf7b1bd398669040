using Ecom.Data.Sql;

namespace Ecom.Data.Ingest.Events;

/// <summary>Canonical event files: Parquet, one folder a UTC day, schema version, time zone and currency in the files' metadata.</summary>
internal static class EventFiles
{
    public const int Schema = 1;
    public const string Folder = "events";

    public const string Columns = """
        "event_id", "kind", "time", "user_id", "session_id", "item_id", "query", "quantity", "price", "value", "list_id"
        """;

    /// <summary>Days since 1970-01-01 UTC, as a date, of a TIMESTAMPTZ column; no calendar library is asked row by row.</summary>
    public const string Day = """DATE '1970-01-01' + CAST(epoch_us("time") // 86400000000 AS INTEGER)""";

    /// <summary>
    /// An event's id where the dump has none: the same line in another dump gets the same id, so an overlap between dumps counts once. 80 bits.
    /// </summary>
    private const string Identity = """
        left(md5(concat_ws(chr(31), "kind", epoch_us("time"), COALESCE("user", ''), COALESCE("session", ''), COALESCE("item", ''), COALESCE("query", ''),
          "quantity", COALESCE(CAST("price" AS VARCHAR), ''), COALESCE(CAST("value" AS VARCHAR), ''))), 20)
        """;

    /// <summary>Writes the accepted rows of <c>typed</c>, with quantities netted by <c>net</c>.</summary>
    public static void Write(DuckSession duck, string directory, DumpMapping mapping)
    {
        var target = Path.Combine(Path.GetFullPath(directory), Folder);
        duck.Execute(
            $$"""
            COPY (SELECT COALESCE("event_id", {{Identity}}) AS "event_id", CAST("kind" AS TINYINT) AS "kind", "time", "user" AS "user_id", "session" AS "session_id",
                "item" AS "item_id", "query", COALESCE("left", "quantity") AS "quantity", "price", "value", "list" AS "list_id", {{Day}} AS "day"
              FROM "typed" LEFT JOIN "net" USING ("row") WHERE "reason" IS NULL)
            TO {{SqlText.Literal(target)}} (FORMAT parquet, PARTITION_BY ("day"), {{Metadata(mapping.TimeZone, mapping.Currency)}})
            """);
    }

    /// <param name="timeZone">The shop's IANA time zone.</param>
    /// <param name="currency">ISO 4217 code, where known.</param>
    /// <param name="derived">True for products that an events dump describes; a catalogue then counts for more.</param>
    public static string Metadata(string timeZone, string? currency, bool derived = false) =>
        $$"""
        KV_METADATA {schema_version: '{{Schema}}', time_zone: {{SqlText.Literal(timeZone)}}, currency: {{SqlText.Literal(currency ?? "")}}, derived: '{{(derived ? "true" : "false")}}'}
        """;
}
