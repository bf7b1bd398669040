using Ecom.Data.Ingest.Mapping;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Ingest.Events;

/// <summary>Turns <c>raw</c> into table <c>typed</c>, one row a record, with the first failing reason of the rules that need one row only.</summary>
internal static class EventTable
{
    private const int Purchase = (int)EventKind.Purchase;

    public static void Create(DuckSession duck, DumpMapping mapping, IngestOptions options, DateTimeOffset now)
    {
        var column = new ColumnSql(mapping, trimmed: true);
        duck.Execute(
            $"""
            CREATE TABLE "typed" AS SELECT "row", "kind", "time", "user", "session", "item", "query", "quantity", "price", "value", "list", "event_id", "cancels",
              CAST({Reason(mapping, options, now)} AS UTINYINT) AS "reason"
            FROM (SELECT *, {Cancels(mapping)} AS "cancels" FROM (
              SELECT {ColumnSql.Row} AS "row", CAST({Kind(mapping, column)} AS UTINYINT) AS "kind",
                {TimeFormats.Expression(column.Text(MappedField.Time), mapping.TimeFormat)} AS "time",
                {column.Id(MappedField.User)} AS "user", {column.Id(MappedField.Session)} AS "session", {column.Id(MappedField.Item)} AS "item",
                {column.Text(MappedField.Query)} AS "query", COALESCE({column.Number(MappedField.Quantity)}, 1) AS "quantity",
                {column.Number(MappedField.Price)} AS "price", {column.Number(MappedField.Value)} AS "value",
                {column.Id(MappedField.List)} AS "list", {column.Id(MappedField.EventId)} AS "event_id",
                {column.BadNumber(MappedField.Quantity)} OR {column.BadNumber(MappedField.Price)} OR {column.BadNumber(MappedField.Value)} AS "bad"
              FROM {column.Source}))
            """);
    }

    private static string Kind(DumpMapping mapping, ColumnSql column)
    {
        if (!mapping.Has(MappedField.Kind)) return ((int)mapping.FixedKind).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var cases = KindNames.Of(mapping).Select(n => $"WHEN {SqlText.Literal(n.Key)} THEN {(int)n.Value}");
        return $"CASE lower({column.Text(MappedField.Kind)}) {string.Join(" ", cases)} END";
    }

    private static string Cancels(DumpMapping mapping)
    {
        var signs = new List<string>();
        if (!string.IsNullOrEmpty(mapping.CancellationPrefix)) signs.Add($"starts_with(\"session\", {SqlText.Literal(mapping.CancellationPrefix)})");
        if (mapping.NegativeQuantityCancels) signs.Add("\"quantity\" < 0");
        return signs.Count == 0 ? "false" : $"COALESCE(\"kind\" = {Purchase} AND \"quantity\" <> 0 AND ({string.Join(" OR ", signs)}), false)";
    }

    private static string Reason(DumpMapping mapping, IngestOptions options, DateTimeOffset now)
    {
        var search = (int)EventKind.Search;
        var ids = string.Join(" OR ", new[] { "user", "session", "item", "list", "event_id" }.Select(c => $"length(\"{c}\") > {options.MaximumIdLength}"));
        var free = options.AllowFreePurchases ? "false" : $"\"kind\" = {Purchase} AND \"price\" = 0";
        (RejectionReason Reason, string When)[] rules =
        [
            (RejectionReason.MissingKey, "\"user\" IS NULL AND \"session\" IS NULL"),
            (RejectionReason.UnknownKind, "\"kind\" IS NULL"),
            (RejectionReason.MissingItem, $"\"kind\" <> {search} AND \"item\" IS NULL"),
            (RejectionReason.MissingQuery, $"\"kind\" = {search} AND \"query\" IS NULL"),
            (RejectionReason.UnparsableTime, $"\"time\" IS NULL OR NOT isfinite(\"time\") OR epoch_us(\"time\") < {Microseconds(options.EarliestTime)}"),
            (RejectionReason.FutureTime, $"epoch_us(\"time\") > {Microseconds(now + options.ClockSkew)}"),
            (RejectionReason.ImpossibleValue,
                $"\"bad\" OR \"price\" < 0 OR ({free}) OR (\"kind\" = {(int)EventKind.Rating} AND \"value\" IS NULL) OR {ids}"),
            (RejectionReason.NotAProduct, NonProduct.Condition(mapping)),
            (RejectionReason.InvalidQuantity, "NOT \"cancels\" AND \"quantity\" <= 0"),
        ];
        return $"CASE {string.Join(" ", rules.Select(r => $"WHEN {r.When} THEN {(int)r.Reason}"))} END";
    }

    private static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / 10;
}
