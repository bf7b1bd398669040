using Ecom.Data.Ingest;

namespace Ecom.Data.Tests.Ingest;

public sealed class EventRulesTests
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    [Theory]
    [InlineData("1,10001,Tea,1,2023-05-01 10:00:00,2.5,,UK", null)]
    [InlineData(",10001,Tea,1,2023-05-01 10:00:00,2.5,,UK", RejectionReason.MissingKey)]
    [InlineData("1,,Tea,1,2023-05-01 10:00:00,2.5,7,UK", RejectionReason.MissingItem)]
    [InlineData("1,10001,Tea,1,yesterday,2.5,7,UK", RejectionReason.UnparsableTime)]
    [InlineData("1,10001,Tea,1,1900-01-01 00:00:00,2.5,7,UK", RejectionReason.UnparsableTime)]
    [InlineData("1,10001,Tea,1,2024-01-02 00:00:00,2.5,7,UK", RejectionReason.FutureTime)]
    [InlineData("1,10001,Tea,1,2023-05-01 10:00:00,-2.5,7,UK", RejectionReason.ImpossibleValue)]
    [InlineData("1,10001,Tea,1,2023-05-01 10:00:00,0,7,UK", RejectionReason.ImpossibleValue)]
    [InlineData("1,10001,Tea,1,2023-05-01 10:00:00,inf,7,UK", RejectionReason.ImpossibleValue)]
    [InlineData("1,10001,Tea,many,2023-05-01 10:00:00,2.5,7,UK", RejectionReason.ImpossibleValue)]
    [InlineData("1,POST,Postage,1,2023-05-01 10:00:00,2.5,7,UK", RejectionReason.NotAProduct)]
    [InlineData("1,gift_0001_20,Voucher,1,2023-05-01 10:00:00,2.5,7,UK", RejectionReason.NotAProduct)]
    [InlineData("1,10001,Tea,0,2023-05-01 10:00:00,2.5,7,UK", RejectionReason.InvalidQuantity)]
    [InlineData("1,10001,Tea,-3,2023-05-01 10:00:00,2.5,7,UK", RejectionReason.InvalidQuantity)]
    [InlineData("C1,10001,Tea,-3,2023-05-01 10:00:00,2.5,7,UK", RejectionReason.Cancellation)]
    [InlineData("1,10001,Tea,1,2023-05-01 10:00:00,2.5", RejectionReason.UnparsableRecord)]
    // Several faults: the first in the order of the enum counts.
    [InlineData(",,Tea,-1,never,-1,,UK", RejectionReason.MissingKey)]
    [InlineData("1,POST,Tea,-1,never,-1,7,UK", RejectionReason.UnparsableTime)]
    [InlineData("1,POST,Tea,-1,2023-05-01 10:00:00,-1,7,UK", RejectionReason.ImpossibleValue)]
    [InlineData("C1,POST,Tea,-1,2023-05-01 10:00:00,1,7,UK", RejectionReason.NotAProduct)]
    public void A_row_fails_under_its_first_reason(string row, RejectionReason? reason)
    {
        using var dump = new Dump();
        var ledger = dump.Ingest(Header + "9,20002,Cup,1,2023-05-01 09:00:00,4,8,UK\n" + row + "\n").Ledger;
        Assert.Equal(2, ledger.RowsIn);
        Assert.Equal(reason is null ? 2 : 1, ledger.Accepted);
        Assert.Equal(reason is null ? [] : new Dictionary<RejectionReason, long> { [reason.Value] = 1 }, ledger.Rejected);
    }

    [Fact]
    public void A_cancellation_takes_from_the_latest_line_and_leaves_the_remainder()
    {
        using var dump = new Dump();
        var ledger = dump.Ingest(Header + """
            1,10001,Tea,10,2023-05-01 10:00:00,2.5,7,UK
            2,10001,Tea,4,2023-05-02 10:00:00,2.5,7,UK
            C3,10001,Tea,-6,2023-05-03 10:00:00,2.5,7,UK
            4,10001,Tea,5,2023-05-04 10:00:00,2.5,7,UK
            5,10001,Tea,6,2023-05-01 10:00:00,2.5,8,UK

            """).Ledger;
        Assert.Equal(new Dictionary<RejectionReason, long> { [RejectionReason.Cancellation] = 1, [RejectionReason.Cancelled] = 1 }, ledger.Rejected);
        Assert.Equal(1, ledger.PartlyCancelledRows);
        Assert.Equal(0, ledger.UnmatchedCancellations);
        Assert.Equal(
            [("1", 8.0), ("4", 5.0), ("5", 6.0)],
            dump.Query("SELECT session_id, quantity FROM {events} ORDER BY 1").Select(r => ((string)r[0]!, (double)r[1]!)));
    }

    [Fact]
    public void A_cancelled_line_keeps_its_id_in_a_later_dump()
    {
        using var before = new Dump();
        using var after = new Dump();
        const string Line = "1,10001,Tea,10,2023-05-01 10:00:00,2.5,7,UK\n";
        before.Ingest(Header + Line);
        after.Ingest(Header + Line + "C2,10001,Tea,-6,2023-05-03 10:00:00,2.5,7,UK\n");
        const string Ids = "SELECT event_id FROM {events}";
        Assert.Equal(before.Query(Ids)[0][0], after.Query(Ids)[0][0]);
    }

    [Fact]
    public void Exact_duplicates_are_rejected_but_the_first()
    {
        using var dump = new Dump();
        const string Line = "1,10001,Tea,10,2023-05-01 10:00:00,2.5,7,UK\n";
        var ledger = dump.Ingest(Header + Line + Line + Line + "2" + Line[1..]).Ledger;
        Assert.Equal(new Dictionary<RejectionReason, long> { [RejectionReason.ExactDuplicate] = 2 }, ledger.Rejected);
        Assert.Equal([2L, 3L], dump.Query("SELECT record FROM {rejected} ORDER BY 1").Select(r => (long)r[0]!));
    }

    [Fact]
    public void Near_duplicates_are_told_by_user_item_kind_and_window()
    {
        using var dump = new Dump();
        var ledger = dump.Ingest("""
            event_time,event_type,product_id,user_id,user_session
            2023-05-01 10:00:00 UTC,view,1,7,a
            2023-05-01 10:00:04 UTC,view,1,7,a
            2023-05-01 10:00:08 UTC,view,1,7,b
            2023-05-01 10:00:14 UTC,view,1,7,a
            2023-05-01 10:00:00 UTC,view,2,7,a
            2023-05-01 10:00:01 UTC,view,1,8,a
            2023-05-01 10:00:01 UTC,cart,1,7,a
            2023-05-01 10:00:02 UTC,purchase,1,7,a
            2023-05-01 10:00:03 UTC,purchase,1,7,b
            2023-05-01 10:00:04 UTC,purchase,1,7,b

            """).Ledger;
        Assert.Equal(new Dictionary<RejectionReason, long> { [RejectionReason.NearDuplicate] = 3 }, ledger.Rejected);
        Assert.Equal([2L, 3L, 10L], dump.Query("SELECT record FROM {rejected} ORDER BY 1").Select(r => (long)r[0]!));
    }

    [Fact]
    public void A_quantity_far_from_the_median_is_an_outlier()
    {
        using var dump = new Dump();
        var lines = Enumerable.Range(0, 200).Select(i => $"{i},{10000 + (i % 7)},Tea,{1 + (i % 9)},2023-05-01 10:00:00,{1 + (i % 5)},{i},UK");
        var ledger = dump.Ingest(Header + string.Join('\n', [.. lines, "900,10001,Tea,80995,2023-05-01 10:00:00,2,7,UK"])).Ledger;
        Assert.Equal(new Dictionary<RejectionReason, long> { [RejectionReason.Outlier] = 1 }, ledger.Rejected);
        Assert.Contains("80995", (string)dump.Query("SELECT row FROM {rejected}")[0][0]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_faster_than_people_is_rejected_with_all_rows()
    {
        using var dump = new Dump();
        var robot = Enumerable.Range(0, 21).Select(i => $"2023-05-01 10:{i:00}:00,view,{i},robot");
        var person = Enumerable.Range(0, 20).Select(i => $"2023-05-01 10:{i:00}:00,view,{i},person");
        var buys = Enumerable.Range(0, 50).Select(i => $"2023-05-01 10:00:00,purchase,{i},buyer");
        var ledger = dump.Ingest(
            "event_time,event_type,product_id,user_id\n" + string.Join('\n', [.. robot, .. person, .. buys, "2023-05-01 20:00:00,purchase,5,robot"]),
            options: new IngestOptions { BotEventsPerHour = 20 }).Ledger;
        Assert.Equal(new Dictionary<RejectionReason, long> { [RejectionReason.BotLike] = 22 }, ledger.Rejected);
    }

    [Fact]
    public void A_search_needs_a_query_and_no_item()
    {
        using var dump = new Dump();
        var ledger = dump.Ingest("""
            event_time,event_type,product_id,user_id,query
            2023-05-01 10:00:00,search,,7,green tea
            2023-05-01 10:01:00,search,,7,
            2023-05-01 10:02:00,remove_from_cart,1,7,
            2023-05-01 10:03:00,view,,7,

            """).Ledger;
        Assert.Equal(
            new Dictionary<RejectionReason, long>
            {
                [RejectionReason.UnknownKind] = 1,
                [RejectionReason.MissingItem] = 1,
                [RejectionReason.MissingQuery] = 1,
            },
            ledger.Rejected);
        Assert.Equal("green tea", dump.Query("SELECT query FROM {events}")[0][0]);
    }

    [Fact]
    public void Rows_without_a_user_are_kept_as_baskets()
    {
        using var dump = new Dump();
        var ledger = dump.Ingest(Header + "1,10001,Tea,1,2023-05-01 10:00:00,2.5,,UK\n1,10002,Cup,1,2023-05-01 10:00:00,2.5,,UK\n2,10002,Cup,1,2023-05-01 10:00:00,2.5,7.0,UK\n").Ledger;
        Assert.Equal(2, ledger.AnonymousBasketRows);
        Assert.Equal(1, ledger.Users);
        Assert.Equal("7", dump.Query("SELECT max(user_id) FROM {events}")[0][0]);
    }

    [Fact]
    public void Local_times_become_utc_and_the_day_is_utc()
    {
        using var dump = new Dump();
        var result = dump.Ingest(Header + "1,10001,Tea,1,2023-07-01 00:30:00,2.5,7,UK\n2,10001,Tea,1,2023-12-01 00:30:00,2.5,7,UK\n");
        Assert.Contains(result.Files, f => f.StartsWith("events/day=2023-06-30/", StringComparison.Ordinal));
        Assert.Contains(result.Files, f => f.StartsWith("events/day=2023-12-01/", StringComparison.Ordinal));
        Assert.Equal(new DateTimeOffset(2023, 6, 30, 23, 30, 0, TimeSpan.Zero), result.EventsFrom);
        Assert.Equal(new DateTimeOffset(2023, 12, 1, 0, 30, 0, TimeSpan.Zero), result.EventsTo);
    }
}
