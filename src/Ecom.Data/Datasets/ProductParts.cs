using System.Data.Common;
using DuckDB.NET.Data;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>Reads canonical product files.</summary>
public static class ProductParts
{
    /// <param name="files">Parquet files of ingests, the oldest first. What a file does not say of a product an earlier one does; what events say of products comes before what product dumps say.</param>
    /// <param name="limits">What the database may use.</param>
    /// <param name="cancellation">Stops between statements.</param>
    /// <returns>Each product once, with whether it is said to be deleted; null where no file says.</returns>
    /// <exception cref="InputException">A file is missing, damaged or of another schema version.</exception>
    public static IReadOnlyList<(Product Product, bool? Deleted)> Read(IReadOnlyList<string> files, DuckLimits limits, CancellationToken cancellation = default)
    {
        if (files.Count == 0) return [];
        using var duck = DuckSession.Open(limits, files, [], cancellation: cancellation);
        try
        {
            var request = new DatasetRequest { EventFiles = [], ProductFiles = files, OutputDirectory = "", Weights = EventWeights.Default, Now = DateTimeOffset.UnixEpoch, Limits = limits };
            new EventLoader(duck, request).LoadProducts([.. CanonicalFiles.Read(duck, files).OrderByDescending(p => p.Metadata.GetValueOrDefault("derived") == "true").Select(p => p.File)]);
            return duck.Rows(
                """SELECT "item_id", "title", "category", "brand", "price", "stock", "description", "image_url", "deleted" FROM "products" ORDER BY 1""",
                r => (new Product
                {
                    ItemId = r.GetString(0), Title = Text(r, 1), Category = Text(r, 2), Brand = Text(r, 3), Price = Number(r, 4), Stock = Number(r, 5), Description = Text(r, 6), ImageUrl = Text(r, 7),
                }, r.IsDBNull(8) ? (bool?)null : r.GetBoolean(8)));
        }
        catch (DuckDBException e)
        {
            throw new InputException($"The products cannot be read: {e.Message.Split('\n')[0]}", e);
        }
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static double? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
