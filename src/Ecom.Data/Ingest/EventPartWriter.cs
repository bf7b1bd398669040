using Ecom.Data.Ingest.Events;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Ingest;

/// <summary>Writes events that did not come from a dump (the feedback log) as a canonical part.</summary>
public static class EventPartWriter
{
    /// <param name="path">The Parquet file to write; its folder exists, the file does not.</param>
    /// <param name="events">The events; they are not cleaned here.</param>
    /// <param name="timeZone">The shop's IANA time zone.</param>
    /// <param name="currency">ISO 4217 code of the prices, where known.</param>
    /// <param name="cancellation">Stops between two events.</param>
    /// <returns>How many events were written.</returns>
    public static int Write(
        string path, IEnumerable<ShopEvent> events, string timeZone = "UTC", string? currency = null, CancellationToken cancellation = default)
    {
        var file = Path.GetFullPath(path);
        using var duck = DuckSession.Open(DuckLimits.Default, [], [Path.GetDirectoryName(file)!], cancellation: cancellation);
        duck.Execute("""
            CREATE TABLE "part" ("event_id" VARCHAR, "kind" TINYINT, "us" BIGINT, "user_id" VARCHAR, "session_id" VARCHAR, "item_id" VARCHAR, "query" VARCHAR,
              "quantity" DOUBLE, "price" DOUBLE, "value" DOUBLE, "list_id" VARCHAR)
            """);
        var count = 0;
        using (var appender = duck.Connection.CreateAppender("part"))
            foreach (var e in events)
            {
                cancellation.ThrowIfCancellationRequested();
                appender.CreateRow().AppendValue(e.EventId).AppendValue((sbyte)e.Kind).AppendValue((e.Time - DateTimeOffset.UnixEpoch).Ticks / 10)
                    .AppendValue(e.UserId).AppendValue(e.SessionId).AppendValue(e.ItemId).AppendValue(e.Query)
                    .AppendValue(e.Quantity).AppendValue(e.Price).AppendValue(e.Value).AppendValue(e.ListId).EndRow();
                count++;
            }
        duck.Execute($"""
            COPY (SELECT {EventFiles.Columns} FROM (SELECT *, make_timestamptz("us") AS "time" FROM "part"))
            TO {SqlText.Literal(file)} (FORMAT parquet, {EventFiles.Metadata(timeZone, currency)})
            """);
        return count;
    }
}
