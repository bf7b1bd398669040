using Ecom.Data.Datasets;
using Ecom.Data.Folds;
using Ecom.Data.Ingest;
using Ecom.Data.Tests.Ingest;
using Ecom.Domain;

namespace Ecom.Data.Tests.Datasets;

public sealed class DatasetBuilderTests
{
    private static readonly DateTimeOffset Start = new(2023, 3, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Folds_follow_global_time_and_number_cold_users_and_items()
    {
        using var directory = new TemporaryDirectory();
        var events = Enumerable.Range(0, 10).Select(i => Buy($"u{i % 3}", $"i{i % 4}", i)).ToList();
        events[9] = Buy("new", "fresh", 9);
        var result = Build(directory, events);
        var folds = FoldDirectory.Read(directory.File("folds"));

        Assert.Equal(["new", "u0", "u1", "u2"], folds.UserIds);
        Assert.Equal(["fresh", "i0", "i1", "i2", "i3"], folds.Items.Select(i => i.ItemId));
        Assert.Equal((7, 1, 1, 1), (folds.Train.Count, folds.Tune.Count, folds.Gate.Count, folds.Test.Count));
        Assert.Equal((1, 1), (result.ColdUsers, result.ColdItems));
        Assert.True(folds.Train.AllTimes.ToArray().Max() <= folds.TrainEnd);
        Assert.True(folds.Tune.AllTimes.ToArray().Min() > folds.TrainEnd);
        Assert.True(folds.Gate.AllTimes.ToArray().Min() > folds.TuneEnd);
        Assert.True(folds.Test.AllTimes.ToArray().Min() > folds.GateEnd);
        Assert.Equal(Start.AddDays(9).ToUnixTimeSeconds(), folds.TestEnd);
        Assert.Equal((1, 1), (result.Test.Pairs, result.Test.Users));
    }

    [Fact]
    public void Repeats_of_a_pair_merge_within_a_fold_and_rows_are_in_time_order()
    {
        using var directory = new TemporaryDirectory();
        Build(directory, [Buy("u", "b", 0), Buy("u", "a", 1), Buy("u", "b", 2), Buy("v", "a", 3)], folds: new FoldOptions { Train = 1, Tune = 0, Gate = 0, Test = 0 });
        var train = FoldDirectory.Read(directory.File("folds")).Train;
        Assert.Equal([0, 1], train.Items(0).ToArray());
        Assert.Equal([3f, 6f], train.Weights(0).ToArray());
        Assert.Equal(Start.AddDays(2).ToUnixTimeSeconds(), train.Times(0)[1]);
    }

    [Fact]
    public void Leave_last_out_gives_each_customers_last_items_to_tune_gate_and_test()
    {
        using var directory = new TemporaryDirectory();
        Build(
            directory,
            [.. Enumerable.Range(0, 5).Select(i => Buy("long", $"i{i}", i)), .. Enumerable.Range(0, 3).Select(i => Buy("short", $"i{i}", 20 + i))],
            folds: new FoldOptions { Mode = FoldMode.LeaveLastOut });
        var folds = FoldDirectory.Read(directory.File("folds"));
        Assert.Equal([0, 1], folds.Train.Items(0).ToArray());
        Assert.Equal([2, 3, 4], [.. folds.Tune.Items(0), .. folds.Gate.Items(0), .. folds.Test.Items(0)]);
        Assert.Equal((3, 0), (folds.Train.RowLength(1), folds.Test.RowLength(1)));
    }

    [Fact]
    public void A_basket_is_in_train_only_with_its_last_row()
    {
        using var directory = new TemporaryDirectory();
        List<ShopEvent> events =
        [
            .. Enumerable.Range(0, 10).Select(i => Buy("u", $"i{i}", i)),
            Buy(null, "i0", 1, "early"), Buy(null, "i1", 1, "early"), Buy(null, "i0", 1, "across"), Buy(null, "i1", 9, "across"),
        ];
        var result = Build(directory, events);
        var folds = FoldDirectory.Read(directory.File("folds"));
        Assert.Equal((1, 1), (result.Baskets, result.LaterBaskets));
        Assert.Equal(2, folds.Baskets.Count);
        Assert.Equal(2, folds.LaterBaskets.Count);
        Assert.Equal(10, folds.Train.Count + folds.Tune.Count + folds.Gate.Count + folds.Test.Count);
    }

    [Fact]
    public void Free_products_do_not_count_for_the_price_a_customer_is_used_to()
    {
        using var directory = new TemporaryDirectory();
        Build(
            directory, [Buy("u", "gift", 0) with { Price = 0 }, Buy("u", "a", 1) with { Price = 10 }, Buy("v", "gift", 2) with { Price = 0 }],
            folds: new FoldOptions { Train = 1, Tune = 0, Gate = 0, Test = 0 });
        var prices = Parquet.Query($"SELECT user_id, log_price_mean FROM '{directory.File("features/users.parquet")}' ORDER BY user_id");
        Assert.Equal(Math.Log(10), Convert.ToDouble(prices[0][1], System.Globalization.CultureInfo.InvariantCulture), 5);
        Assert.True(prices[1][1] is null or DBNull);
    }

    [Fact]
    public void What_customers_do_after_a_search_is_told_by_query_from_the_end_of_train_on()
    {
        using var directory = new TemporaryDirectory();
        ShopEvent At(int second, EventKind kind, string? item, string? query = null, string? list = null, string session = "s") => new()
        {
            EventId = $"e{second}-{item}-{session}", Kind = kind, UserId = "u", SessionId = session, ItemId = item, Query = query, ListId = list, Time = Start.AddDays(20).AddSeconds(second),
        };
        List<ShopEvent> events =
        [
            .. Enumerable.Range(0, 20).Select(i => Buy("u", $"i{i % 8}", i % 10)),
            // Before the end of train: popularity already counts it.
            new ShopEvent { EventId = "early", Kind = EventKind.Search, SessionId = "s", UserId = "u", Query = "early", Time = Start.AddDays(3) },
            At(0, EventKind.Search, null, " Red Lamp ", "l1"),
            At(10, EventKind.View, "i1"), At(20, EventKind.Purchase, "i1"), At(25, EventKind.View, "i2"),
            At(30, EventKind.Impression, "i3"), At(31, EventKind.Dislike, "i3"),
            At(40, EventKind.Search, null, "table"),
            At(50, EventKind.Click, "i4", list: "l1"), At(60, EventKind.Click, "i5", list: "recommended"), At(70, EventKind.Click, "i6", query: "CHAIR"),
            At(80, EventKind.View, "i7", session: "another"),
            At(1839, EventKind.View, "i0"), At(1841 + 40, EventKind.View, "i3"),
        ];
        Build(directory, events, folds: new FoldOptions { Train = .5, Tune = .2, Gate = .2, Test = .1 });
        Assert.Equal(
            [new("chair", 6, 1), new("red lamp", 1, 4), new("red lamp", 2, 1), new("red lamp", 4, 1), new SearchedProduct("table", 0, 1)],
            FoldDirectory.Read(directory.File("folds")).Searches);
        Build(directory, events, folds: new FoldOptions { Mode = FoldMode.LeaveLastOut });
        Assert.Empty(FoldDirectory.Read(directory.File("folds")).Searches);
    }

    [Fact]
    public void An_event_in_two_files_counts_once_and_the_later_file_wins()
    {
        using var directory = new TemporaryDirectory();
        var twice = Buy("u", "a", 0) with { Quantity = 5 };
        var first = Part(directory, "1.parquet", [twice, Buy("u", "b", 1)]);
        var second = Part(directory, "2.parquet", [twice with { Quantity = 2, Price = 10 }]);
        var result = DatasetBuilder.Build(Request(directory, [first, second]) with { Folds = new FoldOptions { Train = 1, Tune = 0, Gate = 0, Test = 0 } });
        Assert.Equal((2, 1), (result.Rows, result.EventIdsDuplicatedAcrossFiles));
        Assert.Equal(20.0, Parquet.Query($"SELECT monetary FROM '{directory.File("features/users.parquet")}'")[0][0]);
    }

    [Fact]
    public void The_hash_depends_on_content_and_not_on_file_order()
    {
        using var a = new TemporaryDirectory();
        using var b = new TemporaryDirectory();
        using var c = new TemporaryDirectory();
        ShopEvent one = Buy("u", "a", 0), two = Buy("u", "b", 1);
        var forward = DatasetBuilder.Build(Request(a, [Part(a, "1.parquet", [one]), Part(a, "2.parquet", [two])]));
        var backward = DatasetBuilder.Build(Request(b, [Part(b, "1.parquet", [two]), Part(b, "2.parquet", [one])]));
        var changed = DatasetBuilder.Build(Request(c, [Part(c, "1.parquet", [one, two with { Price = 3 }])]));
        Assert.Equal(forward.DataHash, backward.DataHash);
        Assert.NotEqual(forward.DataHash, changed.DataHash);
        Assert.Matches("^[0-9a-f]{64}$", forward.DataHash);
    }

    [Fact]
    public void User_features_come_from_the_train_period_alone()
    {
        using var directory = new TemporaryDirectory();
        List<ShopEvent> events =
        [
            Buy("u", "a", 0) with { Price = 4, Quantity = 2, SessionId = "s1" },
            Buy("u", "b", 0) with { Price = 6, SessionId = "s1", EventId = "second" },
            new() { EventId = "view", Kind = EventKind.View, UserId = "u", ItemId = "a", Time = Start.AddDays(1).AddHours(13) },
            Buy("late", "c", 9) with { Price = 1000 },
        ];
        Build(directory, events, folds: new FoldOptions { Train = 0.75, Tune = 0, Gate = 0, Test = 0.25 });
        var users = Parquet.Query($"""
            SELECT user_id, cold, frequency, monetary, views, purchases, round(recency_days, 3), hour_share[14], weekday_share[1], weekday_share[2], distinct_items
            FROM '{directory.File("features/users.parquet")}' ORDER BY "user"
            """);
        Assert.Equal(["late", true, null, null, null, null, null, null, null, null, null], users[0]);
        Assert.Equal(["u", false, 1L, 14.0, 1L, 2L, 0.0, 1 / 3f, 2 / 3f, 1 / 3f, 2L], users[1]);
    }

    [Fact]
    public void Habits_are_in_the_shops_time_zone()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("part.parquet");
        EventPartWriter.Write(file, [Buy("u", "a", 0) with { Time = Start.AddHours(23) }], "Asia/Tokyo");
        DatasetBuilder.Build(Request(directory, [file]));
        // 23:00 UTC on Monday is 08:00 on Tuesday in Tokyo.
        Assert.Equal([1f, 1f], Parquet.Query($"SELECT hour_share[9], weekday_share[2] FROM '{directory.File("features/users.parquet")}'")[0]);
    }

    [Fact]
    public void Item_features_hold_decayed_popularity_conversion_and_bands()
    {
        using var directory = new TemporaryDirectory();
        List<ShopEvent> events =
        [
            Buy("u", "a", 0), Buy("v", "a", 30),
            .. Enumerable.Range(0, 4).Select(i => new ShopEvent { EventId = $"v{i}", Kind = EventKind.View, UserId = "w", ItemId = "a", Time = Start.AddDays(30) }),
        ];
        Build(directory, events, folds: new FoldOptions { Train = 1, Tune = 0, Gate = 0, Test = 0 });
        var item = Parquet.Query($"SELECT popularity, view_to_purchase, users, units_sold, cold FROM '{directory.File("features/items.parquet")}'")[0];
        Assert.Equal(3 * 0.5 + 3 + 4, (double)item[0]!, 6);
        Assert.Equal([0.5, 3L, 2.0, false], item[1..]);
    }

    [Fact]
    public void A_catalogue_wins_over_what_events_say_and_columns_merge()
    {
        using var dump = new Dump();
        using var catalogue = new Dump();
        using var output = new TemporaryDirectory();
        var events = dump.Ingest("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,10001,TEA??,1,2023-05-01 10:00:00,2.5,7,UK\n");
        catalogue.Ingest("product_id,title,category,stock\n10001,Green tea,Tea,12\n10002,Untouched,Tea,1\n");
        DatasetBuilder.Build(new DatasetRequest
        {
            EventFiles = [.. events.Files.Where(f => f.StartsWith("events/", StringComparison.Ordinal)).Select(f => Path.Combine(dump.Output, f))],
            ProductFiles = [Path.Combine(catalogue.Output, "products.parquet"), Path.Combine(dump.Output, "products.parquet")],
            OutputDirectory = output.Path,
            Now = Dump.Now,
        });
        var items = FoldDirectory.Read(output.File("folds")).Items;
        Assert.Equal(2, items.Count);
        Assert.Equal(new Product { ItemId = "10001", Title = "Green tea", Category = "Tea", Price = 2.5, Stock = 12 }, items[0]);
        Assert.Equal("Untouched", items[1].Title);
    }

    [Fact]
    public void Ratings_below_the_threshold_and_kinds_of_weight_zero_are_no_interactions()
    {
        using var directory = new TemporaryDirectory();
        List<ShopEvent> events =
        [
            new() { EventId = "1", Kind = EventKind.Rating, UserId = "u", ItemId = "a", Value = 2, Time = Start },
            new() { EventId = "2", Kind = EventKind.Rating, UserId = "u", ItemId = "b", Value = 4, Time = Start },
            new() { EventId = "3", Kind = EventKind.Impression, UserId = "u", ItemId = "c", Time = Start },
        ];
        var file = Part(directory, "part.parquet", events);
        var result = DatasetBuilder.Build(Request(directory, [file]) with { Weights = new EventWeights { PositiveRating = 4 } });
        Assert.Equal((1, 1, 3L), (result.Users, result.Items, result.Rows));
    }

    [Fact]
    public void Without_any_interaction_there_is_no_dataset()
    {
        using var directory = new TemporaryDirectory();
        var file = Part(directory, "part.parquet", [new ShopEvent { EventId = "1", Kind = EventKind.Impression, UserId = "u", ItemId = "a", Time = Start }]);
        Assert.Throws<InputException>(() => DatasetBuilder.Build(Request(directory, [file])));
    }

    [Fact]
    public void A_file_of_another_schema_is_refused_by_name()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("foreign.parquet");
        Parquet.Query($"COPY (SELECT 1 AS x) TO '{file}' (FORMAT parquet)");
        var error = Assert.Throws<InputException>(() => DatasetBuilder.Build(Request(directory, [file])));
        Assert.Contains("foreign.parquet", error.Message, StringComparison.Ordinal);
    }

    private static ShopEvent Buy(string? user, string item, int day, string? session = null) => new()
    {
        EventId = $"{user}-{session}-{item}-{day}",
        Kind = EventKind.Purchase,
        UserId = user,
        SessionId = session,
        ItemId = item,
        Time = Start.AddDays(day),
    };

    private static string Part(TemporaryDirectory directory, string name, IEnumerable<ShopEvent> events)
    {
        EventPartWriter.Write(directory.File(name), events);
        return directory.File(name);
    }

    private static DatasetRequest Request(TemporaryDirectory directory, IReadOnlyList<string> files) =>
        new() { EventFiles = files, OutputDirectory = directory.Path, Now = Start.AddYears(1) };

    private static DatasetResult Build(TemporaryDirectory directory, IReadOnlyList<ShopEvent> events, FoldOptions? folds = null) =>
        DatasetBuilder.Build(Request(directory, [Part(directory, "part.parquet", events)]) with { Folds = folds ?? FoldOptions.Default });
}
