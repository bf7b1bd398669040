using System.Text.Json;
using DuckDB.NET.Data;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Folds;

/// <summary>
/// A <see cref="FoldSet"/> as files: <c>folds.json</c> (shapes and time bounds), <c>users.parquet</c>, <c>items.parquet</c> and one Parquet
/// file a matrix with the columns row, item, weight and time (Unix seconds), sorted by row and time; <c>searches.parquet</c> has query, item and weight.
/// </summary>
public static class FoldDirectory
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="InputException">A file is missing, damaged or of another schema.</exception>
    public static FoldSet Read(string directory, CancellationToken cancellation = default)
    {
        var header = ReadHeader(directory);
        try
        {
            using var duck = DuckSession.Open(DuckLimits.Default, [], [directory], cancellation: cancellation);
            return new FoldSet
            {
                Train = ReadMatrix(duck, directory, FoldFiles.Train, header.Users, header.Items),
                Tune = ReadMatrix(duck, directory, FoldFiles.Tune, header.Users, header.Items),
                Gate = ReadMatrix(duck, directory, FoldFiles.Gate, header.Users, header.Items),
                Test = ReadMatrix(duck, directory, FoldFiles.Test, header.Users, header.Items),
                Baskets = ReadMatrix(duck, directory, FoldFiles.Baskets, header.Baskets, header.Items),
                LaterBaskets = ReadMatrix(duck, directory, FoldFiles.LaterBaskets, header.LaterBaskets, header.Items),
                Searches = ReadSearches(duck, directory),
                UserIds = ReadUsers(duck, directory, header.Users),
                Items = ReadItems(duck, directory, header.Items),
                TrainEnd = header.TrainEnd,
                TuneEnd = header.TuneEnd,
                GateEnd = header.GateEnd,
                TestEnd = header.TestEnd,
            };
        }
        catch (Exception e) when (e is DuckDBException or ArgumentException or InvalidCastException)
        {
            throw new InputException($"{directory}: the fold files cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes all files into an existing directory.</summary>
    public static void Write(string directory, FoldSet folds, CancellationToken cancellation = default)
    {
        using var duck = DuckSession.Open(DuckLimits.Default, [], [directory], cancellation: cancellation);
        WriteMatrix(duck, directory, FoldFiles.Train, folds.Train);
        WriteMatrix(duck, directory, FoldFiles.Tune, folds.Tune);
        WriteMatrix(duck, directory, FoldFiles.Gate, folds.Gate);
        WriteMatrix(duck, directory, FoldFiles.Test, folds.Test);
        WriteMatrix(duck, directory, FoldFiles.Baskets, folds.Baskets);
        WriteMatrix(duck, directory, FoldFiles.LaterBaskets, folds.LaterBaskets);
        WriteSearches(duck, directory, folds.Searches);
        WriteUsers(duck, directory, folds.UserIds);
        WriteItems(duck, directory, folds.Items);
        WriteHeader(directory, new FoldHeader
        {
            Schema = FoldFiles.Schema,
            Users = folds.UserIds.Count,
            Items = folds.Items.Count,
            Baskets = folds.Baskets.UserCount,
            LaterBaskets = folds.LaterBaskets.UserCount,
            TrainEnd = folds.TrainEnd,
            TuneEnd = folds.TuneEnd,
            GateEnd = folds.GateEnd,
            TestEnd = folds.TestEnd,
        });
    }

    /// <summary>The header goes last: a directory that has one is complete.</summary>
    internal static void WriteHeader(string directory, FoldHeader header) =>
        File.WriteAllText(Path.Combine(directory, FoldFiles.Header), JsonSerializer.Serialize(header, Json));

    private static FoldHeader ReadHeader(string directory)
    {
        var file = Path.Combine(directory, FoldFiles.Header);
        if (!File.Exists(file)) throw new InputException(file, null, "there is no such file: this is not a complete fold directory.");
        FoldHeader? header;
        try
        {
            header = JsonSerializer.Deserialize<FoldHeader>(File.ReadAllText(file), Json);
        }
        catch (JsonException e)
        {
            throw new InputException(file, e.LineNumber + 1, e.Message, e);
        }
        if (header?.Schema != FoldFiles.Schema)
            throw new InputException(file, null, $"fold schema {header?.Schema} is not supported; this version reads {FoldFiles.Schema}.");
        return header;
    }

    private static string Source(string directory, string file) => $"read_parquet({SqlText.Literal(Path.GetFullPath(Path.Combine(directory, file)))})";

    private static Interactions ReadMatrix(DuckSession duck, string directory, string file, int rows, int items)
    {
        var source = Source(directory, file);
        var n = (int)duck.Count($"SELECT count(*) FROM {source}");
        var users = new int[n];
        var columns = new int[n];
        var weights = new float[n];
        var times = new long[n];
        var k = 0;
        duck.Query($"""SELECT "row", "item", "weight", "time" FROM {source}""", reader =>
        {
            users[k] = reader.GetInt32(0);
            columns[k] = reader.GetInt32(1);
            weights[k] = reader.GetFloat(2);
            times[k++] = reader.GetInt64(3);
        });
        return Interactions.FromEntries(rows, items, users, columns, weights, times);
    }

    /// <summary>A directory written before searches were kept has no such file.</summary>
    private static List<SearchedProduct> ReadSearches(DuckSession duck, string directory) =>
        File.Exists(Path.Combine(directory, FoldFiles.Searches))
            ? duck.Rows(
                $"""SELECT "query", "item", "weight" FROM {Source(directory, FoldFiles.Searches)}""",
                r => new SearchedProduct(r.GetString(0), r.GetInt32(1), r.GetFloat(2)))
            : [];

    private static string[] ReadUsers(DuckSession duck, string directory, int count)
    {
        var ids = new string[count];
        duck.Query($"""SELECT "user", "user_id" FROM {Source(directory, FoldFiles.Users)}""", reader => ids[reader.GetInt32(0)] = reader.GetString(1));
        return Complete(ids, FoldFiles.Users);
    }

    private static Product[] ReadItems(DuckSession duck, string directory, int count)
    {
        var items = new Product[count];
        duck.Query(
            $"""
            SELECT "item", "item_id", "title", "category", "brand", "price", "stock", "description", "image_url", "deleted"
            FROM {Source(directory, FoldFiles.Items)}
            """,
            reader => items[reader.GetInt32(0)] = new Product
            {
                ItemId = reader.GetString(1),
                Title = reader.IsDBNull(2) ? null : reader.GetString(2),
                Category = reader.IsDBNull(3) ? null : reader.GetString(3),
                Brand = reader.IsDBNull(4) ? null : reader.GetString(4),
                Price = reader.IsDBNull(5) ? null : reader.GetDouble(5),
                Stock = reader.IsDBNull(6) ? null : reader.GetDouble(6),
                Description = reader.IsDBNull(7) ? null : reader.GetString(7),
                ImageUrl = reader.IsDBNull(8) ? null : reader.GetString(8),
                Deleted = !reader.IsDBNull(9) && reader.GetBoolean(9),
            });
        return Complete(items, FoldFiles.Items);
    }

    private static T[] Complete<T>(T[] rows, string file)
    {
        var missing = Array.FindIndex(rows, r => r is null);
        return missing < 0 ? rows : throw new ArgumentException($"{file} has no row {missing}.");
    }

    private static void WriteMatrix(DuckSession duck, string directory, string file, Interactions matrix) =>
        WriteTable(duck, directory, file, FoldFiles.MatrixColumns, appender =>
        {
            for (var u = 0; u < matrix.UserCount; u++)
            {
                var items = matrix.Items(u);
                for (var k = 0; k < items.Length; k++)
                    appender.CreateRow().AppendValue(u).AppendValue(items[k]).AppendValue(matrix.Weights(u)[k]).AppendValue(matrix.Times(u)[k]).EndRow();
            }
        });

    private static void WriteSearches(DuckSession duck, string directory, IReadOnlyList<SearchedProduct> searches) =>
        WriteTable(duck, directory, FoldFiles.Searches, FoldFiles.SearchColumns, appender =>
        {
            foreach (var s in searches) appender.CreateRow().AppendValue(s.Query).AppendValue(s.Item).AppendValue(s.Weight).EndRow();
        });

    private static void WriteUsers(DuckSession duck, string directory, IReadOnlyList<string> ids) =>
        WriteTable(duck, directory, FoldFiles.Users, """ "user" INTEGER, "user_id" VARCHAR """, appender =>
        {
            for (var u = 0; u < ids.Count; u++) appender.CreateRow().AppendValue(u).AppendValue(ids[u]).EndRow();
        });

    private static void WriteItems(DuckSession duck, string directory, IReadOnlyList<Product> items) =>
        WriteTable(duck, directory, FoldFiles.Items, FoldFiles.ItemColumns, appender =>
        {
            for (var i = 0; i < items.Count; i++)
            {
                var p = items[i];
                appender.CreateRow().AppendValue(i).AppendValue(p.ItemId).AppendValue(p.Title).AppendValue(p.Category).AppendValue(p.Brand)
                    .AppendValue(p.Price).AppendValue(p.Stock).AppendValue(p.Description).AppendValue(p.ImageUrl).AppendValue(p.Deleted).EndRow();
            }
        });

    private static void WriteTable(DuckSession duck, string directory, string file, string columns, Action<DuckDBAppender> fill)
    {
        duck.Execute($"CREATE OR REPLACE TABLE \"written\" ({columns})");
        using (var appender = duck.Connection.CreateAppender("written")) fill(appender);
        duck.Execute($"COPY \"written\" TO {SqlText.Literal(Path.GetFullPath(Path.Combine(directory, file)))} (FORMAT parquet)");
        duck.Execute("DROP TABLE \"written\"");
    }
}
