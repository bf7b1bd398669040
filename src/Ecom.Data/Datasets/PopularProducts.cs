using DuckDB.NET.Data;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>The most popular products of canonical parts, by weighted events with exponential time decay: what a shop serves before its first model.</summary>
public static class PopularProducts
{
    private const double SecondsPerDay = 86400;

    /// <returns>Products and scores, highest first, ties by id; at most <paramref name="most"/>.</returns>
    /// <exception cref="InputException">A part cannot be read.</exception>
    public static IReadOnlyList<(Product Product, double Score)> Count(DatasetRequest request, int most, CancellationToken cancellation = default)
    {
        using var duck = DuckSession.Open(
            request.Limits, request.EventFiles.Concat(request.ProductFiles), [Path.GetFullPath(request.OutputDirectory)], cancellation: cancellation);
        try
        {
            var loader = new EventLoader(duck, request);
            loader.LoadEvents([.. CanonicalFiles.Read(duck, request.EventFiles).Select(e => e.File)]);
            loader.LoadProducts([.. CanonicalFiles.Read(duck, request.ProductFiles)
                .OrderByDescending(p => p.Metadata.GetValueOrDefault("derived") == "true").Select(p => p.File)]);
            var halfLife = SqlText.Number(request.PopularityHalfLifeDays * SecondsPerDay);
            return duck.Rows(
                $"""
                WITH "counted" AS (
                  SELECT "item_id", sum("weight" * pow(0.5, ((SELECT max("t") FROM "events") - "t") / {halfLife})) AS "score"
                  FROM "events" WHERE "item_id" IS NOT NULL AND "weight" > 0 GROUP BY 1)
                SELECT c."item_id", c."score", p."title", p."category", p."brand", p."price", p."stock", p."image_url"
                FROM "counted" c LEFT JOIN "products" p USING ("item_id")
                WHERE NOT COALESCE(p."deleted", false) ORDER BY 2 DESC, 1 LIMIT {most}
                """,
                r => (new Product
                {
                    ItemId = r.GetString(0),
                    Title = Text(r, 2),
                    Category = Text(r, 3),
                    Brand = Text(r, 4),
                    Price = r.IsDBNull(5) ? null : r.GetDouble(5),
                    Stock = r.IsDBNull(6) ? null : r.GetDouble(6),
                    ImageUrl = Text(r, 7),
                }, r.GetDouble(1)));
        }
        catch (DuckDBException e)
        {
            throw new InputException($"The popular products cannot be counted: {e.Message}", e);
        }
    }

    private static string? Text(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
