using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Datasets;

/// <summary>
/// Builds one dataset version from canonical parts: <c>folds/</c> (see <see cref="Folds.FoldDirectory"/>), <c>features/users.parquet</c> and
/// <c>features/items.parquet</c>.
/// </summary>
public static class DatasetBuilder
{
    public const string FoldsFolder = "folds";
    public const string FeaturesFolder = "features";

    /// <exception cref="InputException">A part cannot be read, or nothing in them counts as an interaction.</exception>
    public static DatasetResult Build(DatasetRequest request, CancellationToken cancellation = default)
    {
        request.Folds.Validate();
        if (request.EventFiles.Count == 0) throw new InputException("There are no event files to build a dataset from.");
        var output = Path.GetFullPath(request.OutputDirectory);
        var folds = Directory.CreateDirectory(Path.Combine(output, FoldsFolder)).FullName;
        var features = Directory.CreateDirectory(Path.Combine(output, FeaturesFolder)).FullName;
        using var duck = DuckSession.Open(request.Limits, request.EventFiles.Concat(request.ProductFiles), [output], cancellation: cancellation);
        try
        {
            var events = CanonicalFiles.Read(duck, request.EventFiles);
            duck.SetTimeZone(request.TimeZone ?? events[^1].Metadata.GetValueOrDefault("time_zone", "UTC"));
            var loader = new EventLoader(duck, request);
            loader.LoadEvents([.. events.Select(e => e.File)]);
            // What an events dump says about its products never overrides the catalogue.
            loader.LoadProducts([.. CanonicalFiles.Read(duck, request.ProductFiles)
                .OrderByDescending(p => p.Metadata.GetValueOrDefault("derived") == "true").Select(p => p.File)]);
            var writer = new FoldWriter(duck, request, folds);
            writer.Write();
            new FeatureWriter(duck, request, features, writer.Header.TrainEnd).Write();
            return Describe(duck, request, loader, writer, output);
        }
        catch (DuckDBException e)
        {
            throw new InputException($"The dataset cannot be built: {e.Message}", e);
        }
    }

    private static DatasetResult Describe(DuckSession duck, DatasetRequest request, EventLoader loader, FoldWriter writer, string output)
    {
        var (rows, from, to) = duck.Rows(
            """SELECT count(*), min("t"), max("t") FROM "events" """, r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)))[0];
        return new DatasetResult
        {
            Users = writer.Header.Users,
            Items = writer.Header.Items,
            Rows = rows,
            EventIdsDuplicatedAcrossFiles = loader.Duplicates,
            FutureRows = loader.Future,
            Train = writer.Size(0),
            Tune = writer.Size(1),
            Gate = writer.Size(2),
            Test = writer.Size(3),
            Baskets = writer.Header.Baskets,
            LaterBaskets = writer.Header.LaterBaskets,
            ColdUsers = (int)duck.Count("""SELECT count(*) FROM "users" ANTI JOIN (SELECT "user" FROM "pairs" WHERE "fold" = 0) USING ("user")"""),
            ColdItems = (int)duck.Count("""
                SELECT count(*) FROM (SELECT DISTINCT "item" FROM "pairs")
                ANTI JOIN (SELECT "item" FROM "pairs" WHERE "fold" = 0 UNION ALL SELECT "item" FROM "basket_pairs" WHERE NOT "later") USING ("item")
                """),
            DataHash = Hash(duck, request),
            EventsFrom = DateTimeOffset.FromUnixTimeSeconds(from),
            EventsTo = DateTimeOffset.FromUnixTimeSeconds(to),
            Files = [.. new[] { FoldsFolder, FeaturesFolder }.SelectMany(d => Directory.EnumerateFiles(Path.Combine(output, d)))
                .Select(f => Path.GetRelativePath(output, f).Replace('\\', '/')).Order(StringComparer.Ordinal)],
        };
    }

    // Row hashes are combined by exclusive or, so order does not matter; ids are unique, so no two rows cancel out.
    private static string Hash(DuckSession duck, DatasetRequest request)
    {
        string Combine(string table, params string[] columns)
        {
            var text = string.Join(", ", columns.Select(c => $"COALESCE(CAST(\"{c}\" AS VARCHAR), chr(0))"));
            return duck.Rows(
                $"SELECT count(*), CAST(COALESCE(bit_xor(md5_number(concat_ws(chr(31), {text}))), 0) AS VARCHAR) FROM \"{table}\"",
                r => $"{r.GetInt64(0)}:{r.GetString(1)}")[0];
        }
        var text = string.Join(
            '\n',
            Combine("events", "event_id", "kind", "t", "user_id", "session_id", "item_id", "query", "quantity", "price", "value", "list_id", "weight"),
            Combine("products", "item_id", "title", "category", "brand", "price", "stock", "description", "image_url", "deleted"),
            JsonSerializer.Serialize(request.Weights),
            JsonSerializer.Serialize(request.Folds));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
