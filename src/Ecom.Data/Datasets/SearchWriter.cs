using Ecom.Data.Folds;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>
/// Writes which products customers dealt with after which query. An event belongs to the query it names itself, else to the search of the list it answers, else
/// (it answers no list) to the last search of the same session, or of the customer where there is none. Nobody's identity is in the file.
/// </summary>
internal sealed class SearchWriter(DuckSession duck, string directory)
{
    /// <summary>Seconds after which a customer is taken to do something else: the customary end of a visit.</summary>
    private const int LongestAnswer = 1800;

    /// <param name="after">
    /// Only what happened later, Unix seconds; null: nothing. Popularity up to that moment then knows nothing of these events, and a ranker can learn from both.
    /// </param>
    public void Write(long? after)
    {
        var search = (int)EventKind.Search;
        var late = after is { } moment ? $"\"t\" > {moment}" : "false";
        duck.Execute($"""
            CREATE TABLE "searches" AS SELECT lower(trim("query")) AS "query", "t", COALESCE("session_id", "user_id") AS "actor", "list_id"
            FROM "events" WHERE "kind" = {search} AND trim("query") <> '' AND {late}
            """);
        duck.Execute($"""
            COPY (
              WITH answers AS (
                SELECT "item", "weight", "t", NULLIF(lower(trim("query")), '') AS own, "list_id", COALESCE("session_id", "user_id") AS "actor"
                FROM "events" JOIN "items" USING ("item_id") WHERE "kind" <> {search} AND "weight" > 0 AND {late}),
              lists AS (SELECT "list_id", min("query") AS "query" FROM "searches" WHERE "list_id" IS NOT NULL GROUP BY "list_id"),
              attributed AS (
                SELECT own AS "query", "item", "weight" FROM answers WHERE own IS NOT NULL
                UNION ALL
                SELECT l."query", "item", "weight" FROM answers JOIN lists l USING ("list_id") WHERE own IS NULL
                UNION ALL
                SELECT s."query", "item", "weight" FROM (SELECT * FROM answers WHERE own IS NULL AND "list_id" IS NULL) a
                  ASOF JOIN (SELECT "actor", "t", min("query") AS "query" FROM "searches" GROUP BY "actor", "t") s ON a."actor" = s."actor" AND a."t" >= s."t" WHERE a."t" - s."t" <= {LongestAnswer})
              SELECT "query", CAST("item" AS INTEGER) AS "item", CAST(sum("weight") AS FLOAT) AS "weight" FROM attributed GROUP BY ALL ORDER BY "query", "item")
            TO {SqlText.Literal(Path.Combine(directory, FoldFiles.Searches))} (FORMAT parquet)
            """);
        duck.Execute("""DROP TABLE "searches" """);
    }
}
