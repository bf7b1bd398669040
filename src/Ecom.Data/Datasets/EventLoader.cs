using System.Globalization;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>Canonical parts as tables <c>events</c> (each id once, with its weight) and <c>products</c> (each id once).</summary>
internal sealed class EventLoader(DuckSession duck, DatasetRequest request)
{
    public long Duplicates { get; private set; }
    public long Future { get; private set; }

    public void LoadEvents(IReadOnlyList<string> files)
    {
        duck.Execute($"""
            CREATE TABLE "events" AS SELECT "event_id", "kind", CAST(epoch_us("time") // 1000000 AS BIGINT) AS "t", "user_id", "session_id", "item_id",
              "query", "quantity", "price", "value", "list_id", CAST({Weight(request.Weights)} AS FLOAT) AS "weight", list_position({SqlText.List(files)}, "filename") AS "file"
            FROM read_parquet({SqlText.List(files)}, filename = true, hive_partitioning = false, union_by_name = true)
            """);
        Future = duck.Count($"""SELECT count(*) FROM "events" WHERE "t" > {request.Now.ToUnixTimeSeconds()}""");
        if (Future > 0) duck.Execute($"""DELETE FROM "events" WHERE "t" > {request.Now.ToUnixTimeSeconds()}""");
        duck.Execute("""
            CREATE TABLE "repeated" AS SELECT "event_id" FROM "events" GROUP BY 1 HAVING count(*) > 1
            """);
        Duplicates = duck.Count("""SELECT count(*) FROM "repeated" """);
        if (Duplicates > 0)
            duck.Execute("""
                DELETE FROM "events" WHERE rowid IN (
                  SELECT r FROM (SELECT e.rowid AS r, row_number() OVER (PARTITION BY "event_id" ORDER BY "file" DESC, e.rowid) AS k
                                 FROM "events" e SEMI JOIN "repeated" USING ("event_id")) WHERE k > 1)
                """);
        duck.Execute("""DROP TABLE "repeated" """);
    }

    /// <param name="files">Files, those that count less first.</param>
    public void LoadProducts(IReadOnlyList<string> files)
    {
        string[] columns = ["title", "category", "brand", "price", "stock", "description", "image_url", "deleted"];
        if (files.Count == 0)
        {
            duck.Execute("""
                CREATE TABLE "products" ("item_id" VARCHAR, "title" VARCHAR, "category" VARCHAR, "brand" VARCHAR, "price" DOUBLE, "stock" DOUBLE,
                  "description" VARCHAR, "image_url" VARCHAR, "deleted" BOOLEAN)
                """);
            return;
        }
        // arg_max passes over rows whose value is NULL, so a file that does not know a column does not erase it.
        var values = string.Join(", ", columns.Select(c => $"arg_max(\"{c}\", \"file\") AS \"{c}\""));
        duck.Execute($"""
            CREATE TABLE "products" AS SELECT "item_id", {values} FROM (
              SELECT *, list_position({SqlText.List(files)}, "filename") AS "file"
              FROM read_parquet({SqlText.List(files)}, filename = true, hive_partitioning = false, union_by_name = true))
            GROUP BY "item_id"
            """);
    }

    private static string Weight(EventWeights weights)
    {
        var cases = Enum.GetValues<EventKind>().Select(kind => kind == EventKind.Rating
            ? $"WHEN {(int)kind} THEN CASE WHEN \"value\" IS NULL OR \"value\" >= {SqlText.Number(weights.PositiveRating)} THEN {Number(weights.Rating)} ELSE 0 END"
            : $"WHEN {(int)kind} THEN {Number(weights.Of(kind))}");
        return $"CASE \"kind\" {string.Join(" ", cases)} ELSE 0 END";
    }

    private static string Number(float value) => SqlText.Number(double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
