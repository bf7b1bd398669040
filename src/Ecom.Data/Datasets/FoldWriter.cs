using System.Globalization;
using Ecom.Data.Folds;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>Numbers users, items and baskets, divides interactions into folds, and writes a fold directory.</summary>
internal sealed class FoldWriter(DuckSession duck, DatasetRequest request, string directory)
{
    // Fewer distinct items than this, and a customer's history stays in train whole: one for each fold.
    private const int LeaveOutMinimum = 4;

    public FoldHeader Header { get; private set; } = null!;

    public void Write()
    {
        Number();
        var (train, tune, gate, test) = Bounds();
        Divide(train, tune, gate);
        Baskets(train);
        Header = new FoldHeader
        {
            Schema = FoldFiles.Schema,
            Users = Count("users"),
            Items = Count("items"),
            Baskets = (int)duck.Count("""SELECT count(*) FROM "baskets" WHERE NOT "later" """),
            LaterBaskets = (int)duck.Count("""SELECT count(*) FROM "baskets" WHERE "later" """),
            TrainEnd = train,
            TuneEnd = tune,
            GateEnd = gate,
            TestEnd = test,
        };
        Copy("""SELECT "user", "user_id" FROM "users" ORDER BY "user" """, FoldFiles.Users);
        Copy("""
            SELECT "item", "item_id", "title", "category", "brand", "price", "stock", "description", "image_url", COALESCE("deleted", false) AS "deleted"
            FROM "items" LEFT JOIN "products" USING ("item_id") ORDER BY "item"
            """, FoldFiles.Items);
        string[] files = [FoldFiles.Train, FoldFiles.Tune, FoldFiles.Gate, FoldFiles.Test];
        for (var fold = 0; fold < files.Length; fold++) Copy($"""SELECT "user" AS "row", * EXCLUDE ("user", "fold") FROM "pairs" WHERE "fold" = {fold}""", files[fold], matrix: true);
        Copy("""SELECT "row", "item", "weight", "t", "id" FROM "basket_pairs" WHERE NOT "later" """, FoldFiles.Baskets, matrix: true);
        Copy("""SELECT "row", "item", "weight", "t", "id" FROM "basket_pairs" WHERE "later" """, FoldFiles.LaterBaskets, matrix: true);
        // Where folds have no common moment, popularity cannot be cut before a search.
        new SearchWriter(duck, directory).Write(request.Folds.Mode == FoldMode.GlobalTime ? train : null);
        FoldDirectory.WriteHeader(directory, Header);
    }

    public FoldSize Size(int fold)
    {
        var size = new FoldSize(0, 0);
        duck.Query($"""SELECT count(*), count(DISTINCT "user") FROM "pairs" WHERE "fold" = {fold}""", r => size = new FoldSize(r.GetInt64(0), (int)r.GetInt64(1)));
        return size;
    }

    // Numbers follow the order of ids: the order of first appearance would tell a model what came later.
    private void Number()
    {
        duck.Execute("""
            CREATE TABLE "users" AS SELECT CAST(row_number() OVER (ORDER BY "user_id") - 1 AS INTEGER) AS "user", "user_id"
            FROM (SELECT DISTINCT "user_id" FROM "events" WHERE "weight" > 0 AND "user_id" IS NOT NULL AND "item_id" IS NOT NULL)
            """);
        var untouched = request.IncludeUntouchedProducts
            ? """UNION SELECT "item_id" FROM "products" WHERE NOT COALESCE("deleted", false)"""
            : "";
        duck.Execute($"""
            CREATE TABLE "items" AS SELECT CAST(row_number() OVER (ORDER BY "item_id") - 1 AS INTEGER) AS "item", "item_id"
            FROM (SELECT DISTINCT "item_id" FROM "events" WHERE "weight" > 0 AND "item_id" IS NOT NULL {untouched})
            """);
        // One entry a pair and moment would do; ids break ties among lines of one invoice, because they follow neither numbering.
        duck.Execute("""
            CREATE TABLE "interactions" AS SELECT "user", "item", "weight", "t", "event_id" AS "id"
            FROM "events" JOIN "users" USING ("user_id") JOIN "items" USING ("item_id") WHERE "weight" > 0
            """);
    }

    private (long Train, long Tune, long Gate, long Test) Bounds()
    {
        var folds = request.Folds;
        var shares = string.Join(", ", new[] { folds.Train, folds.Train + folds.Tune, folds.Train + folds.Tune + folds.Gate, 1 }
            .Select(s => Math.Min(1, s).ToString("R", CultureInfo.InvariantCulture)));
        if (Count("interactions") == 0 && Count("items") == 0)
            throw new InputException("No event counts as an interaction: every kind present has weight zero, or names no product.");
        var source = Count("interactions") > 0 ? "\"interactions\"" : "\"events\"";
        return duck.Rows(
            $"""SELECT b[1], b[2], b[3], b[4] FROM (SELECT quantile_disc("t", [{shares}]) AS b FROM {source})""",
            r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)))[0];
    }

    private void Divide(long train, long tune, long gate)
    {
        var fold = $"""CASE WHEN "t" <= {train} THEN 0 WHEN "t" <= {tune} THEN 1 WHEN "t" <= {gate} THEN 2 ELSE 3 END""";
        const string Pair = """sum("weight")::FLOAT AS "weight", max("t") AS "t", max("id") AS "id" """;
        duck.Execute(request.Folds.Mode == FoldMode.GlobalTime
            ? $"""
              CREATE TABLE "pairs" AS SELECT "user", "item", {Pair}, "fold" FROM (SELECT *, {fold} AS "fold" FROM "interactions") GROUP BY "user", "item", "fold"
              """
            : $"""
              CREATE TABLE "pairs" AS SELECT "user", "item", "weight", "t", "id", CASE WHEN n < {LeaveOutMinimum} OR k > 3 THEN 0 ELSE 4 - k END AS "fold" FROM (
                SELECT *, count(*) OVER (PARTITION BY "user") AS n, row_number() OVER (PARTITION BY "user" ORDER BY "t" DESC, "id" DESC) AS k
                FROM (SELECT "user", "item", {Pair} FROM "interactions" GROUP BY "user", "item"))
              """);
    }

    // A basket belongs to train only when its last row does: half a basket would teach the model what is often bought alone.
    private void Baskets(long train)
    {
        var later = request.Folds.Mode == FoldMode.GlobalTime ? $"max(\"t\") > {train}" : "false";
        duck.Execute($"""
            CREATE TABLE "baskets" AS SELECT "session_id", "later", CAST(row_number() OVER (PARTITION BY "later" ORDER BY "session_id") - 1 AS INTEGER) AS "row"
            FROM (SELECT "session_id", {later} AS "later" FROM "events" WHERE "user_id" IS NULL AND "session_id" IS NOT NULL AND "item_id" IS NOT NULL AND "weight" > 0
                  GROUP BY "session_id")
            """);
        duck.Execute("""
            CREATE TABLE "basket_pairs" AS SELECT "row", "later", "item", sum("weight")::FLOAT AS "weight", max("t") AS "t", max("event_id") AS "id"
            FROM "events" JOIN "baskets" USING ("session_id") JOIN "items" USING ("item_id") WHERE "user_id" IS NULL AND "weight" > 0 GROUP BY "row", "later", "item"
            """);
    }

    private int Count(string table) => (int)duck.Count($"SELECT count(*) FROM {SqlText.Identifier(table)}");

    private void Copy(string query, string file, bool matrix = false)
    {
        if (matrix) query = $"""SELECT "row", "item", "weight", "t" AS "time" FROM ({query}) ORDER BY "row", "t", "id" """;
        duck.Execute($"COPY ({query}) TO {SqlText.Literal(Path.Combine(directory, file))} (FORMAT parquet)");
    }
}
