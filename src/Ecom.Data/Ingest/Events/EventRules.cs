using System.Globalization;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Ingest.Events;

/// <summary>The rules that need more than one row. Each looks only at rows no earlier rule rejected.</summary>
internal sealed class EventRules(DuckSession duck, DumpMapping mapping, IngestOptions options)
{
    private const string Columns = """ "kind", "time", "user", "session", "item", "query", "quantity", "price", "value", "list" """;
    private const string Actor = """COALESCE("user", '~' || "session")""";
    private const int Purchase = (int)EventKind.Purchase;

    public long PartlyCancelled { get; private set; }
    public long UnmatchedCancellations { get; private set; }

    public void Apply()
    {
        ExactDuplicates();
        Cancellations();
        NearDuplicates();
        Outliers();
        Bots();
    }

    // Rows are compared only where a 64-bit hash of theirs occurs twice: a hash aggregate is many times cheaper than sorting all rows.
    private void ExactDuplicates()
    {
        var identity = mapping.Has(MappedField.EventId) ? "\"event_id\"" : Columns;
        var condition = mapping.Has(MappedField.EventId) ? "AND \"event_id\" IS NOT NULL" : "";
        Reject(RejectionReason.ExactDuplicate, $"""
            SELECT "row" FROM (
              SELECT "row", row_number() OVER (PARTITION BY {identity} ORDER BY "row") AS k FROM "typed"
              WHERE "reason" IS NULL {condition} AND hash({identity}) IN (
                SELECT h FROM (SELECT hash({identity}) AS h FROM "typed" WHERE "reason" IS NULL {condition}) GROUP BY h HAVING count(*) > 1))
            WHERE k > 1
            """);
    }

    private void Cancellations()
    {
        duck.Execute("""CREATE TABLE "net" ("row" BIGINT, "left" DOUBLE)""");
        if (duck.Count("""SELECT count(*) FROM "typed" WHERE "cancels" AND "reason" IS NULL""") == 0) return;
        var prefix = (mapping.CancellationPrefix?.Length ?? 0).ToString(CultureInfo.InvariantCulture);
        var session = prefix == "0"
            ? "\"session\""
            : $"CASE WHEN \"cancels\" AND starts_with(\"session\", {SqlText.Literal(mapping.CancellationPrefix!)}) THEN substr(\"session\", {prefix} + 1) ELSE \"session\" END";
        var lines = new List<PurchaseLine>();
        (string Owner, string Item) current = ("", "");
        using (var appender = duck.Connection.CreateAppender("net"))
        {
            void Close()
            {
                UnmatchedCancellations += CancellationNetting.Net(lines, (row, left) => appender.CreateRow().AppendValue(row).AppendValue(left).EndRow());
                lines.Clear();
            }
            foreach (var line in duck.Rows(
                $"""
                WITH p AS (SELECT "row", COALESCE("user", '~' || {session}) AS o, "item", "time", "quantity", "cancels" FROM "typed"
                           WHERE "reason" IS NULL AND "kind" = {Purchase})
                SELECT "row", o, "item", abs("quantity"), "cancels" FROM p SEMI JOIN (SELECT o, "item" FROM p WHERE "cancels") c USING (o, "item")
                ORDER BY o, "item", "time", "cancels", "row"
                """,
                r => (Row: r.GetInt64(0), Owner: r.GetString(1), Item: r.GetString(2), Quantity: r.GetDouble(3), Cancels: r.GetBoolean(4))))
            {
                if ((line.Owner, line.Item) != current) Close();
                current = (line.Owner, line.Item);
                lines.Add(new PurchaseLine(line.Row, line.Quantity, line.Cancels));
            }
            Close();
        }
        Reject(RejectionReason.Cancellation, """SELECT "row" FROM "typed" WHERE "cancels" AND "reason" IS NULL""");
        Reject(RejectionReason.Cancelled, """SELECT "row" FROM "net" WHERE "left" <= 0""");
        duck.Execute("""DELETE FROM "net" WHERE "left" <= 0""");
    }

    private void NearDuplicates()
    {
        if (options.NearDuplicateWindow <= TimeSpan.Zero) return;
        var key = $"""
            {Actor}, "kind", COALESCE("item", "query"), CASE WHEN "kind" = {Purchase} THEN "session" END
            """;
        Reject(RejectionReason.NearDuplicate, $"""
            SELECT "row" FROM (
              SELECT "row", "time" - lag("time") OVER (PARTITION BY {key} ORDER BY "time", "row") AS gap FROM "typed"
              WHERE "reason" IS NULL AND hash({key}) IN (
                SELECT h FROM (SELECT hash({key}) AS h FROM "typed" WHERE "reason" IS NULL) GROUP BY h HAVING count(*) > 1))
            WHERE gap <= to_microseconds({(options.NearDuplicateWindow.Ticks / 10).ToString(CultureInfo.InvariantCulture)})
            """);
    }

    private void Outliers()
    {
        var conditions = new List<string>();
        if (mapping.Has(MappedField.Quantity) && Bounds("quantity") is { } quantity) conditions.Add(quantity);
        if (mapping.Has(MappedField.Price) && Bounds("price") is { } price) conditions.Add(price);
        if (conditions.Count > 0)
            Reject(RejectionReason.Outlier, $"""SELECT "row" FROM "typed" WHERE "reason" IS NULL AND ({string.Join(" OR ", conditions)})""");
    }

    private string? Bounds(string column)
    {
        var values = duck.Rows(
            $"""SELECT "{column}", count(*) FROM "typed" WHERE "reason" IS NULL AND "{column}" > 0 GROUP BY 1 ORDER BY 1""",
            r => (Math.Log(r.GetDouble(0)), r.GetInt64(1)));
        var bounds = RobustBounds.Of(values, options.OutlierThreshold, options.OutlierMinimumRows);
        return bounds is not var (low, high)
            ? null
            : $"(\"{column}\" > 0 AND (\"{column}\" < {SqlText.Number(Math.Exp(low))} OR \"{column}\" > {SqlText.Number(Math.Exp(high))}))";
    }

    private void Bots() => Reject(RejectionReason.BotLike, $"""
        SELECT "row" FROM "typed" WHERE "reason" IS NULL AND {Actor} IN (
          SELECT {Actor} FROM "typed" WHERE "reason" IS NULL AND "kind" IN (
            {(int)EventKind.View}, {(int)EventKind.Search}, {(int)EventKind.Click}, {(int)EventKind.Cart}, {(int)EventKind.Impression})
          GROUP BY {Actor}, epoch_us("time") // 3600000000 HAVING count(*) > {options.BotEventsPerHour})
        """);

    private void Reject(RejectionReason reason, string rows)
    {
        duck.Execute($"""CREATE TABLE "failed" AS {rows}""");
        if (duck.Count("""SELECT count(*) FROM "failed" """) > 0)
            duck.Execute($"""UPDATE "typed" SET "reason" = {(int)reason} FROM "failed" WHERE "typed"."row" = "failed"."row" """);
        duck.Execute("""DROP TABLE "failed" """);
    }

    /// <summary>To be asked once all rules ran: lines that a cancellation shortened and that are still accepted.</summary>
    public void CountPartlyCancelled() => PartlyCancelled = duck.Count(
        """SELECT count(*) FROM "typed" SEMI JOIN "net" USING ("row") WHERE "reason" IS NULL""");
}
