using System.Globalization;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>
/// User and item features from the train period alone, one row for every numbered user and item; what never occurred in train is zero or NULL.
/// Shares are of the row's own events and sum to one.
/// </summary>
internal sealed class FeatureWriter(DuckSession duck, DatasetRequest request, string directory, long trainEnd)
{
    public const string Users = "users.parquet";
    public const string Items = "items.parquet";
    private const int PriceBands = 5;
    private const int TopCategories = 10;

    public void Write()
    {
        // In leave-last-out mode the folds have no common moment; the pairs of train are then the train period.
        var train = request.Folds.Mode == Folds.FoldMode.GlobalTime
            ? $"""SELECT * FROM "events" WHERE "t" <= {trainEnd}"""
            : """
              SELECT e.* FROM "events" e LEFT JOIN "users" USING ("user_id") LEFT JOIN "items" USING ("item_id")
              ANTI JOIN (SELECT "user", "item" FROM "pairs" WHERE "fold" > 0) h USING ("user", "item")
              """;
        duck.Execute($"""
            CREATE TABLE "seen" AS SELECT s.*, p."category", COALESCE(s."price", p."price") AS "paid" FROM ({train}) s LEFT JOIN "products" p USING ("item_id")
            """);
        duck.Execute($"""
            CREATE TABLE "bands" AS SELECT "item_id", ntile({PriceBands}) OVER (ORDER BY "price", "item_id") AS "band" FROM (
              SELECT "item_id", COALESCE(p."price", s."price") AS "price" FROM "items" LEFT JOIN "products" p USING ("item_id")
              LEFT JOIN (SELECT "item_id", median("price") AS "price" FROM "seen" GROUP BY 1) s USING ("item_id")) WHERE "price" IS NOT NULL
            """);
        WriteUsers();
        WriteItems();
    }

    private void WriteUsers() => Copy($"""
        WITH e AS (SELECT * FROM "seen" WHERE "user_id" IS NOT NULL),
        base AS (
          SELECT "user_id", ({trainEnd} - max("t")) / 86400.0 AS "recency_days", (max("t") - min("t")) / 86400.0 AS "tenure_days",
            count(DISTINCT COALESCE("session_id", CAST("t" // 86400 AS VARCHAR))) FILTER (WHERE "kind" = {(int)EventKind.Purchase}) AS "frequency",
            COALESCE(sum("quantity" * "paid") FILTER (WHERE "kind" = {(int)EventKind.Purchase}), 0) AS "monetary",
            count(*) AS "events", {Counts()}, count(DISTINCT "item_id") AS "distinct_items", count(DISTINCT "category") AS "distinct_categories",
            avg(ln(CASE WHEN "paid" > 0 THEN "paid" END)) AS "log_price_mean", stddev_pop(ln(CASE WHEN "paid" > 0 THEN "paid" END)) AS "log_price_deviation",
            avg("value") FILTER (WHERE "kind" = {(int)EventKind.Rating}) AS "mean_rating",
            {Shares("hour(local)", 0, 24)} AS "hour_share", {Shares("isodow(local) - 1", 0, 7)} AS "weekday_share"
          FROM (SELECT *, make_timestamptz("t" * 1000000) AS local FROM e) GROUP BY "user_id"),
        cat AS (
          SELECT "user_id", map(list("category" ORDER BY k), list(CAST(w / total AS FLOAT) ORDER BY k)) AS "category_affinity" FROM (
            SELECT "user_id", "category", w, sum(w) OVER (PARTITION BY "user_id") AS total,
              row_number() OVER (PARTITION BY "user_id" ORDER BY w DESC, "category") AS k
            FROM (SELECT "user_id", "category", sum("weight") AS w FROM e WHERE "category" IS NOT NULL AND "weight" > 0 GROUP BY ALL))
          WHERE k <= {TopCategories} GROUP BY "user_id"),
        price AS (SELECT "user_id", {Shares("\"band\"", 1, PriceBands)} AS "price_band_share" FROM e JOIN "bands" USING ("item_id") WHERE "weight" > 0 GROUP BY "user_id")
        SELECT "user", "user_id", base."user_id" IS NULL AS "cold", * EXCLUDE ("user", "user_id")
        FROM "users" LEFT JOIN base USING ("user_id") LEFT JOIN cat USING ("user_id") LEFT JOIN price USING ("user_id") ORDER BY "user"
        """, Users);

    private void WriteItems() => Copy($"""
        WITH base AS (
          SELECT "item_id", count(*) AS "events", {Counts()}, count(DISTINCT "user_id") AS "users", min("t") AS "first_seen", max("t") AS "last_seen",
            sum("weight" * pow(0.5, ({trainEnd} - "t") / 86400.0 / {Number(request.PopularityHalfLifeDays)})) AS "popularity",
            COALESCE(sum("quantity") FILTER (WHERE "kind" = {(int)EventKind.Purchase}), 0) AS "units_sold",
            avg("value") FILTER (WHERE "kind" = {(int)EventKind.Rating}) AS "mean_rating", median("paid") AS "median_price"
          FROM "seen" WHERE "item_id" IS NOT NULL GROUP BY "item_id")
        SELECT "item", "item_id", base."item_id" IS NULL AS "cold", p."category", p."brand", COALESCE(p."price", "median_price") AS "price", "band" AS "price_band",
          p."stock", COALESCE("popularity", 0) AS "popularity", base.* EXCLUDE ("item_id", "popularity", "median_price"),
          "purchases" / nullif("views", 0)::DOUBLE AS "view_to_purchase", "carts" / nullif("views", 0)::DOUBLE AS "view_to_cart",
          "purchases" / nullif("carts", 0)::DOUBLE AS "cart_to_purchase", "clicks" / nullif("impressions", 0)::DOUBLE AS "click_through"
        FROM "items" LEFT JOIN "products" p USING ("item_id") LEFT JOIN base USING ("item_id") LEFT JOIN "bands" USING ("item_id") ORDER BY "item"
        """, Items);

    private static string Counts()
    {
        (EventKind Kind, string Name)[] kinds =
        [
            (EventKind.View, "views"), (EventKind.Search, "searches"), (EventKind.Click, "clicks"), (EventKind.Cart, "carts"), (EventKind.Purchase, "purchases"),
            (EventKind.Rating, "ratings"), (EventKind.Impression, "impressions"), (EventKind.Like, "likes"), (EventKind.Dislike, "dislikes"),
        ];
        return string.Join(", ", kinds.Select(k => $"count(*) FILTER (WHERE \"kind\" = {(int)k.Kind}) AS \"{k.Name}\""));
    }

    // A list of `size` shares: how often the expression took each of the values from, from + 1, …
    private static string Shares(string expression, int from, int size)
    {
        var counts = Enumerable.Range(from, size).Select(v => $"CAST(count(*) FILTER (WHERE {expression} = {v}) / count(*)::DOUBLE AS FLOAT)");
        return $"[{string.Join(", ", counts)}]";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void Copy(string query, string file) =>
        duck.Execute($"COPY ({query}) TO {SqlText.Literal(Path.Combine(directory, file))} (FORMAT parquet)");
}
