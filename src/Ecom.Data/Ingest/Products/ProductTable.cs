using Ecom.Data.Ingest.Mapping;
using Ecom.Data.Sql;

namespace Ecom.Data.Ingest.Products;

/// <summary>Turns <c>raw</c> into table <c>typed</c> for a products dump.</summary>
internal static class ProductTable
{
    private const string Columns = """ "item", "title", "category", "brand", "price", "stock", "description", "image_url", "deleted" """;

    public static void Create(DuckSession duck, DumpMapping mapping, IngestOptions options)
    {
        var column = new ColumnSql(mapping, trimmed: true);
        var stock = $"lower({column.Text(MappedField.Stock)})";
        var words = $"CASE WHEN {stock} IN ('true', 'yes', 'in stock', 'instock') THEN 1.0 WHEN {stock} IN ('false', 'no', 'out of stock', 'outofstock') THEN 0.0 END";
        duck.Execute(
            $"""
            CREATE TABLE "typed" AS SELECT *, CAST(CASE
                WHEN "item" IS NULL THEN {(int)RejectionReason.MissingItem}
                WHEN "bad" OR "price" < 0 OR length("item") > {options.MaximumIdLength} THEN {(int)RejectionReason.ImpossibleValue}
                WHEN {NonProduct.Condition(mapping)} THEN {(int)RejectionReason.NotAProduct} END AS UTINYINT) AS "reason"
            FROM (SELECT {ColumnSql.Row} AS "row", {column.Id(MappedField.Item)} AS "item", {column.Text(MappedField.Title)} AS "title",
                {column.Text(MappedField.Category)} AS "category", {column.Text(MappedField.Brand)} AS "brand", {column.Number(MappedField.Price)} AS "price",
                COALESCE({column.Number(MappedField.Stock)}, {words}) AS "stock", {column.Text(MappedField.Description)} AS "description",
                {column.Text(MappedField.ImageUrl)} AS "image_url",
                COALESCE(lower({column.Text(MappedField.Deleted)}) IN ('1', 'true', 'yes', 'y', 't'), false) AS "deleted",
                {column.BadNumber(MappedField.Price)} OR ({words} IS NULL AND {column.BadNumber(MappedField.Stock)}) AS "bad"
              FROM {column.Source})
            """);
        duck.Execute(
            $"""
            UPDATE "typed" SET "reason" = f."reason" FROM (
              SELECT "row", CASE WHEN copy > 1 THEN {(int)RejectionReason.ExactDuplicate} ELSE {(int)RejectionReason.SupersededProduct} END AS "reason" FROM (
                SELECT "row", row_number() OVER (PARTITION BY {Columns} ORDER BY "row") AS copy FROM "typed" WHERE "reason" IS NULL) a
              JOIN (SELECT "row", lead("row") OVER (PARTITION BY "item" ORDER BY "row") AS later FROM "typed" WHERE "reason" IS NULL) b USING ("row")
              WHERE copy > 1 OR later IS NOT NULL) f
            WHERE "typed"."row" = f."row"
            """);
    }
}
