using Ecom.Domain;

namespace Ecom.Data.Ingest.Mapping;

/// <summary>The shops whose dumps are read without a mapping file.</summary>
public static class Presets
{
    public const string Generic = "generic";

    private static readonly Dictionary<string, Func<IReadOnlyList<string>, DumpMapping?>> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["online-retail"] = OnlineRetail,
        ["rees46"] = Rees46,
        ["movielens"] = MovieLens,
    };

    public static IReadOnlyList<string> Names { get; } = [.. All.Keys, Generic];

    /// <summary>The mapping of a preset for a file with these columns; null where they are not that preset's.</summary>
    /// <exception cref="InputException">There is no such preset.</exception>
    internal static DumpMapping? Match(string preset, IReadOnlyList<string> columns) => All.TryGetValue(preset, out var match)
        ? match(columns)
        : throw new InputException($"'{preset}' is no format; known are {string.Join(", ", Names)}.");

    internal static DumpMapping? MatchAny(IReadOnlyList<string> columns) => All.Values.Select(match => match(columns)).FirstOrDefault(m => m is not null);

    // UCI Online Retail (and II): invoice lines in London time; `C…` invoices cancel; the codes below are postage, fees, corrections and vouchers.
    private static DumpMapping? OnlineRetail(IReadOnlyList<string> columns)
    {
        string[]? names = Has(columns, "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID")
            ? ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
            : Has(columns, "Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID")
                ? ["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID"]
                : null;
        if (names is null) return null;
        MappedField[] fields =
            [MappedField.Session, MappedField.Item, MappedField.Title, MappedField.Quantity, MappedField.Time, MappedField.Price, MappedField.User];
        return new DumpMapping
        {
            Preset = "online-retail",
            Kind = DumpKind.Events,
            Columns = fields.Zip(names).ToDictionary(p => p.First, p => (IReadOnlyList<string>)[p.Second]),
            FixedKind = EventKind.Purchase,
            TimeZone = "Europe/London",
            Currency = "GBP",
            CancellationPrefix = "C",
            NonProductCodes =
                ["POST", "DOT", "M", "m", "C2", "C3", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "PADS", "ADJUST*", "TEST*", "gift_*", "SP1002"],
            UserSuffix = ".0",
        };
    }

    private static DumpMapping? Rees46(IReadOnlyList<string> columns) => !Has(columns, "event_time", "event_type", "product_id", "user_id", "user_session")
        ? null
        : new DumpMapping
        {
            Preset = "rees46",
            Kind = DumpKind.Events,
            Columns = Present(columns, new()
            {
                [MappedField.Time] = ["event_time"],
                [MappedField.Kind] = ["event_type"],
                [MappedField.Item] = ["product_id"],
                [MappedField.Category] = ["category_code", "category_id"],
                [MappedField.Brand] = ["brand"],
                [MappedField.Price] = ["price"],
                [MappedField.User] = ["user_id"],
                [MappedField.Session] = ["user_session"],
            }),
            TimeZone = "UTC",
        };

    // RecBole's atomic files (`.inter`, `.item`) and GroupLens' ratings.csv and movies.csv.
    private static DumpMapping? MovieLens(IReadOnlyList<string> columns)
    {
        string[] inter = ["user_id:token", "item_id:token", "rating:float", "timestamp:float"];
        string[] ratings = ["userId", "movieId", "rating", "timestamp"];
        var names = Has(columns, inter) ? inter : Has(columns, ratings) ? ratings : null;
        if (names is not null)
        {
            MappedField[] fields = [MappedField.User, MappedField.Item, MappedField.Value, MappedField.Time];
            return new DumpMapping
            {
                Preset = "movielens",
                Kind = DumpKind.Events,
                Columns = fields.Zip(names).ToDictionary(p => p.First, p => (IReadOnlyList<string>)[p.Second]),
                FixedKind = EventKind.Rating,
                TimeFormat = "unix-seconds",
            };
        }
        var item = Has(columns, "item_id:token", "movie_title:token_seq", "class:token_seq") ? ("item_id:token", "movie_title:token_seq", "class:token_seq")
            : Has(columns, "movieId", "title", "genres") ? ("movieId", "title", "genres") : default;
        return item.Item1 is null
            ? null
            : new DumpMapping
            {
                Preset = "movielens",
                Kind = DumpKind.Products,
                Columns = new Dictionary<MappedField, IReadOnlyList<string>>
                {
                    [MappedField.Item] = [item.Item1],
                    [MappedField.Title] = [item.Item2],
                    [MappedField.Category] = [item.Item3],
                },
            };
    }

    private static bool Has(IReadOnlyList<string> columns, params string[] names) => names.All(n => columns.Contains(n, StringComparer.OrdinalIgnoreCase));

    private static Dictionary<MappedField, IReadOnlyList<string>> Present(IReadOnlyList<string> columns, Dictionary<MappedField, string[]> wanted) => wanted
        .Select(w => (w.Key, Names: (IReadOnlyList<string>)[.. w.Value.Where(n => columns.Contains(n, StringComparer.OrdinalIgnoreCase))]))
        .Where(w => w.Names.Count > 0)
        .ToDictionary(w => w.Key, w => w.Names);
}
