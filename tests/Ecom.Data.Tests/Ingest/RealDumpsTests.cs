using Ecom.Data.Ingest;

namespace Ecom.Data.Tests.Ingest;

/// <summary>The presets on the dumps they were made for; these lie outside the repository.</summary>
public sealed class RealDumpsTests
{
    [SkippableFact]
    public void Online_retail_is_accounted_for_to_the_last_row()
    {
        using var dump = new Dump();
        var ledger = Ingest(dump, "online-retail/online_retail.csv.gz").Ledger;

        Assert.Equal("online-retail", ledger.Mapping.Preset);
        Assert.Equal(541_909, ledger.RowsIn);
        Assert.Equal(ledger.RowsIn, ledger.Accepted + ledger.Rejected.Values.Sum());
        Assert.Equal(ledger.Accepted, (long)dump.Query("SELECT count(*) FROM {events}")[0][0]!);
        Assert.Equal(ledger.Rejected.Values.Sum(), (long)dump.Query("SELECT count(*) FROM {rejected}")[0][0]!);
        Assert.Equal(ledger.Accepted, (long)dump.Query("SELECT count(DISTINCT event_id) FROM {events}")[0][0]!);
        Assert.Equal(ledger.AnonymousBasketRows, (long)dump.Query("SELECT count(*) FROM {events} WHERE user_id IS NULL AND session_id IS NOT NULL")[0][0]!);

        // Counted independently, straight from the file.
        var file = RealData.File("online-retail/online_retail.csv.gz");
        var anonymous = (long)Parquet.Query($"SELECT count(*) FROM read_csv('{file}', all_varchar = true) WHERE CustomerID IS NULL")[0][0]!;
        Assert.Equal(135_080, anonymous);
        var rejectedAnonymous = (long)dump.Query("SELECT count(*) FROM {rejected} WHERE json_extract_string(row, '$.CustomerID') IS NULL")[0][0]!;
        Assert.Equal(anonymous, ledger.AnonymousBasketRows + rejectedAnonymous);
        var worthless = (long)Parquet.Query(
            $"SELECT count(*) FROM read_csv('{file}', all_varchar = true) WHERE UnitPrice::DOUBLE <= 0")[0][0]!;
        Assert.Equal(worthless, ledger.Rejected[RejectionReason.ImpossibleValue]);
    }

    [SkippableFact]
    public void Rees46_keeps_kinds_prices_and_categories()
    {
        using var dump = new Dump();
        var ledger = Ingest(dump, "rees46/2019-Oct.csv.gz").Ledger;
        Assert.Equal("rees46", ledger.Mapping.Preset);
        Assert.Equal(17_435, ledger.RowsIn);
        Assert.Equal(17_435, ledger.Accepted + ledger.Rejected.Values.Sum());
        Assert.Equal(["cart", "purchase", "view"], ledger.Kinds.Keys);
        Assert.Equal(ledger.Items, (long)dump.Query("SELECT count(*) FROM {products} WHERE category IS NOT NULL AND price IS NOT NULL")[0][0]!);
    }

    [SkippableFact]
    public void MovieLens_ratings_and_films()
    {
        using var ratings = new Dump();
        using var films = new Dump();
        var events = Ingest(ratings, "ml100k/ml-100k.inter.gz");
        var products = Ingest(films, "ml100k/ml-100k.item.gz");
        Assert.Equal((100_000, 100_000, 943), (events.Ledger.RowsIn, events.Ledger.Accepted, events.Ledger.Users));
        Assert.Equal(1997, events.EventsFrom!.Value.Year);
        Assert.Equal((DumpKind.Products, 1_682L), (products.Ledger.Kind, products.Ledger.Accepted));
        Assert.Equal("Toy Story", films.Query("SELECT title FROM {products} WHERE item_id = '1'")[0][0]);
    }

    private static IngestResult Ingest(Dump dump, string file) => DumpIngestor.Ingest(dump.Request(RealData.File(file)) with { Now = DateTimeOffset.UnixEpoch.AddYears(60) });
}
