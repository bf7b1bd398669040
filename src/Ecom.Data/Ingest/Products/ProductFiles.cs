using Ecom.Data.Ingest.Mapping;
using Ecom.Data.Sql;

namespace Ecom.Data.Ingest.Products;

/// <summary>Canonical product files: one Parquet file, one row a product.</summary>
internal static class ProductFiles
{
    public const string File = "products.parquet";

    public const string Columns = """ "item_id", "title", "category", "brand", "price", "stock", "description", "image_url", "deleted" """;

    /// <summary>The accepted rows of a products dump.</summary>
    public static void Write(DuckSession duck, string directory, DumpMapping mapping) => Copy(duck, directory, mapping, derived: false, """
        SELECT "item" AS "item_id", "title", "category", "brand", "price", "stock", "description", "image_url", "deleted"
        FROM "typed" WHERE "reason" IS NULL ORDER BY "item"
        """);

    /// <summary>True where an events dump says something about its products.</summary>
    public static bool CanDerive(DumpMapping mapping) =>
        mapping.Has(MappedField.Title) || mapping.Has(MappedField.Category) || mapping.Has(MappedField.Brand) || mapping.Has(MappedField.Price);

    /// <summary>
    /// Products as an events dump describes them: the most frequent title, category and brand among a product's accepted rows (so that a note typed
    /// into one line's description does not rename it), and the latest price.
    /// </summary>
    public static void WriteDerived(DuckSession duck, string directory, DumpMapping mapping) => Copy(duck, directory, mapping, derived: true, $"""
            WITH p AS (SELECT "item", arg_max("price", "time") AS "price" FROM "typed" WHERE "reason" IS NULL AND "item" IS NOT NULL GROUP BY "item")
            SELECT "item" AS "item_id", t.v AS "title", c.v AS "category", b.v AS "brand", "price", NULL::DOUBLE AS "stock", NULL::VARCHAR AS "description",
              NULL::VARCHAR AS "image_url", false AS "deleted"
            FROM p LEFT JOIN ({MostFrequent(mapping, MappedField.Title)}) t USING ("item") LEFT JOIN ({MostFrequent(mapping, MappedField.Category)}) c USING ("item")
              LEFT JOIN ({MostFrequent(mapping, MappedField.Brand)}) b USING ("item")
            ORDER BY "item"
            """);

    private static string MostFrequent(DumpMapping mapping, MappedField field) => !mapping.Has(field)
        ? """SELECT NULL::VARCHAR AS "item", NULL::VARCHAR AS v WHERE false"""
        : $"""
          SELECT "item", first(v ORDER BY n DESC, v) AS v FROM (
            SELECT "item", {new ColumnSql(mapping).Text(field)} AS v, count(*) AS n FROM "raw" POSITIONAL JOIN "typed"
            WHERE "reason" IS NULL AND "item" IS NOT NULL GROUP BY ALL)
          WHERE v IS NOT NULL GROUP BY "item"
          """;

    private static void Copy(DuckSession duck, string directory, DumpMapping mapping, bool derived, string query) => duck.Execute(
        $"COPY ({query}) TO {SqlText.Literal(Path.Combine(Path.GetFullPath(directory), File))} (FORMAT parquet, {Events.EventFiles.Metadata(mapping.TimeZone, mapping.Currency, derived)})");
}
