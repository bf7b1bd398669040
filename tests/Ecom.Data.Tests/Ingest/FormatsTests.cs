using System.Text;
using Ecom.Data.Ingest;
using Ecom.Domain;

namespace Ecom.Data.Tests.Ingest;

public sealed class FormatsTests
{
    private const string Csv = """
        event_time,event_type,product_id,user_id,user_session,price
        2023-05-01 10:00:00 UTC,view,1,7,a,2.5
        2023-05-01 10:01:00 UTC,purchase,2,7,a,3.5

        """;

    [Theory]
    [InlineData(";", false)]
    [InlineData("\t", false)]
    [InlineData(",", true)]
    [InlineData("|", true)]
    public void Delimiter_and_compression_are_told_from_the_content(string delimiter, bool gzip)
    {
        using var dump = new Dump();
        var ledger = dump.Ingest(Csv.Replace(",", delimiter, StringComparison.Ordinal), name: "data.bin", gzip: gzip).Ledger;
        Assert.Equal((2, 2), (ledger.RowsIn, ledger.Accepted));
        AssertEvents(dump);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Other_line_ends_are_read(string end)
    {
        using var dump = new Dump();
        Assert.Equal(2, dump.Ingest(Csv.Replace("\n", end, StringComparison.Ordinal)).Ledger.Accepted);
        AssertEvents(dump);
    }

    [Fact]
    public void A_byte_order_mark_and_mixed_line_ends_are_read()
    {
        using var dump = new Dump();
        var text = "\uFEFF" + Csv.Replace("a,2.5\n", "a,2.5\r\n", StringComparison.Ordinal);
        Assert.Equal(2, dump.Ingest(text).Ledger.Accepted);
        AssertEvents(dump);
    }

    [Fact]
    public void Json_lines_are_read_and_bad_lines_named()
    {
        using var dump = new Dump();
        var ledger = dump.Ingest("""
            {"event_time":"2023-05-01T10:00:00Z","event_type":"view","product_id":1,"user_id":7,"user_session":"a","price":2.5}

            {"event_time":"2023-05-01T10:02:00Z","event_type":
            {"event_time":"2023-05-01T12:01:00+02:00","event_type":"purchase","product_id":"2","user_id":"7","user_session":"a","price":"3.5","extra":{"x":[1]}}
            17

            """, name: "events.jsonl").Ledger;
        Assert.Equal((4, 2, 1), (ledger.RowsIn, ledger.Accepted, ledger.BlankLines));
        AssertEvents(dump);
        Assert.Equal(
            [(2L, 3L), (4L, 5L)], dump.Query("SELECT record, line FROM {rejected} ORDER BY 1").Select(r => ((long)r[0]!, (long)r[1]!)));
    }

    [Fact]
    public void Parquet_is_read()
    {
        using var source = new TemporaryDirectory();
        using var dump = new Dump();
        var file = source.File("events.parquet");
        Parquet.Query($"""
            COPY (SELECT * FROM (VALUES (TIMESTAMPTZ '2023-05-01 10:00:00+00', 'view', 1, 7, 'a', 2.5), (TIMESTAMPTZ '2023-05-01 10:01:00+00', 'purchase', 2, 7, 'a', 3.5))
              t(event_time, event_type, product_id, user_id, user_session, price)) TO '{file}' (FORMAT parquet)
            """);
        Assert.Equal(2, DumpIngestor.Ingest(dump.Request(file)).Ledger.Accepted);
        AssertEvents(dump);
    }

    [Fact]
    public void Record_and_physical_line_differ_where_records_span_lines()
    {
        using var dump = new Dump();
        dump.Ingest("product_id,title\n1,\"two\nlines\"\n\n2,\"three\n\nlines\"\n3\n4,ok\n,none\n");
        Assert.Equal(
            [[3L, 8L, "unparsable-record", "3"], [5L, null, "missing-item", null]],
            dump.Query("SELECT record, line, reason, text FROM {rejected} ORDER BY 1"));
    }

    [Theory]
    [InlineData("01/05/2023 10:00", "31/05/2023 10:00", "%d/%m/%Y %H:%M")]
    [InlineData("05/01/2023 10:00", "05/31/2023 10:00", "%m/%d/%Y %H:%M")]
    [InlineData("01.05.2023", "31.05.2023", "%d.%m.%Y")]
    [InlineData("1682935200", "1685527200", "unix-seconds")]
    [InlineData("1682935200000", "1685527200000", "unix-milliseconds")]
    [InlineData("2023-05-01T10:00:00.123Z", "2023-05-31", "iso")]
    public void Time_formats_are_told_from_the_values(string first, string second, string format)
    {
        using var dump = new Dump();
        var result = dump.Ingest($"date,item,user\n{first},1,7\n{second},2,7\n");
        Assert.Equal(format, result.Ledger.Mapping.TimeFormat);
        Assert.Equal((5, 1, 31), (result.EventsFrom!.Value.Month, result.EventsFrom.Value.Day, result.EventsTo!.Value.Day));
    }

    [Fact]
    public void A_mapping_survives_its_file_and_reads_other_column_names()
    {
        using var directory = new TemporaryDirectory();
        using var dump = new Dump();
        var mapping = new DumpMapping
        {
            Kind = DumpKind.Events,
            Columns = new Dictionary<MappedField, IReadOnlyList<string>>
            {
                [MappedField.Time] = ["Wann"],
                [MappedField.User] = ["Kunde \"neu\"", "Kunde"],
                [MappedField.Item] = ["Was"],
                [MappedField.Kind] = ["Art"],
                [MappedField.Price] = ["Preis"],
            },
            Kinds = new Dictionary<string, string> { ["Kauf"] = "purchase" },
            TimeFormat = "%d.%m.%Y %H:%M",
            TimeZone = "Europe/Berlin",
            Currency = "EUR",
            DecimalComma = true,
        };
        mapping.Write(directory.File("mapping.json"));
        var read = DumpMapping.Read(directory.File("mapping.json"));
        Assert.Equal(mapping.ToJson(), read.ToJson());
        var result = dump.Ingest("Wann;Kunde;Kunde \"\"neu\"\";Was;Art;Preis\n01.05.2023 00:30;a;;1;Kauf;2,55\n".Replace("Kunde \"\"neu\"\"", "\"Kunde \"\"neu\"\"\"", StringComparison.Ordinal), read);
        Assert.Equal(new DateTimeOffset(2023, 4, 30, 22, 30, 0, TimeSpan.Zero), result.EventsFrom);
        Assert.Equal(["a", 2.55, (sbyte)EventKind.Purchase], dump.Query("SELECT user_id, price, kind FROM {events}")[0]);
        Assert.Equal([["currency", "EUR"], ["schema_version", "1"], ["time_zone", "Europe/Berlin"]],
            Parquet.Query($"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{dump.Output}/events/*/*.parquet') WHERE decode(key) <> 'derived' ORDER BY 1"));
    }

    [Fact]
    public void Inspection_proposes_a_mapping_says_why_and_stores_nothing()
    {
        using var dump = new Dump();
        var file = dump.Write("when,customer_id,sku,qty,timestamp\nx,7,1,2,2023-05-01 10:00:00\nx,,1,2,2023-05-01 10:00:00\n");
        var inspection = DumpInspector.Inspect(dump.Request(file));
        Assert.Equal(EventKind.Purchase, inspection.Mapping.FixedKind);
        Assert.Equal(["sku"], inspection.Mapping.Columns[MappedField.Item]);
        Assert.Contains("'sku' is the item, by its name.", inspection.Why);
        Assert.Equal(["when"], inspection.Unused);
        Assert.Equal((2, 1), (inspection.Ledger.RowsIn, inspection.Ledger.Accepted));
        Assert.Equal("missing-key", Assert.Single(inspection.Examples).Reason);
        Assert.Empty(Directory.EnumerateFileSystemEntries(dump.Output));
    }

    [Fact]
    public void A_file_that_is_partly_not_utf8_loses_those_rows_only()
    {
        using var dump = new Dump();
        var bytes = Encoding.UTF8.GetBytes("product_id,title\n1,Crème\n2,Thé\n3,Caf#\n");
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xe9;
        var ledger = DumpIngestor.Ingest(dump.Request(dump.Write(bytes))).Ledger;
        Assert.Equal(2, ledger.Accepted);
        Assert.Equal(new Dictionary<RejectionReason, long> { [RejectionReason.UnparsableRecord] = 1 }, ledger.Rejected);
    }

    private static void AssertEvents(Dump dump) => Assert.Equal(
        [["1", "7", "a", 2.5, 0], ["2", "7", "a", 3.5, 4]],
        dump.Query("SELECT item_id, user_id, session_id, price, kind::INTEGER FROM {events} ORDER BY time"));
}
