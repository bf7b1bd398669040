using System.Text.Json;

namespace Ecom.HttpContract;

/// <summary>Lists beside those of a customer: anonymous sessions, baskets, bought together, trending, new, and what the shop's rules make of them.</summary>
public abstract class VariantsContract : HttpContract
{
    private const string Session = "/api/sessions/recommendations";
    private const string Basket = "/api/baskets/recommendations";

    [Fact]
    public async Task An_anonymous_visitors_events_fold_into_the_model_and_are_stored_nowhere()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, list) = await host.PostAsync(Session + "?n=2", Events(("View", "i7")));
        Assert.Equal(200, status);
        Assert.Equal(["i6", "i8"], ContractHost.Ids(list));
        Assert.Equal("v1", list.GetProperty("modelVersion").GetString());
        Assert.Equal("BecauseOfItems", Code(list, 0));
        Assert.Equal(["i0", "i1"], await host.ListAsync("/api/users/guest/recommendations?n=2"));
        Assert.Equal(["i0", "i1"], Ids(await host.PostAsync(Session + "?n=2", Events())));
        // As the same events sent as feedback before: one way to fold in.
        await host.PostAsync("/api/feedback", new { events = new[] { new { kind = "View", sessionId = "s", itemId = "i7" } } });
        Assert.Equal(["i6", "i8"], Ids(await host.PostAsync(Session + "?n=2&session=s", Events())));
        Assert.Equal(["i8"], Ids(await host.PostAsync(Session + "?n=1&session=s", Events(("Dislike", "i6")))));
        Assert.Equal(["i4", "i5"], Ids(await host.PostAsync(Session + "?n=2&category=audio.speakers", Events(("Cart", "i3"))))!.Order());
    }

    [Fact]
    public async Task What_is_wrong_with_a_session_or_a_basket_is_named()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, body) = await host.PostAsync(Session, new { events = new object[] { new { kind = "View", itemId = "" }, new { kind = "Rating", itemId = "i1", value = "NaN" } } });
        Assert.Equal(400, status);
        Assert.Equal(["events[0].itemId", "events[1].value"], body.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal(400, (await host.PostAsync(Session, Events([.. Enumerable.Repeat(("View", "i1"), 201)]))).Status);
        Assert.Equal(200, (await host.PostAsync(Session, Events([.. Enumerable.Repeat(("View", "i1"), 200)]))).Status);
        Assert.Equal(400, (await host.PostAsync(Session + "?n=0", Events())).Status);
        (status, body) = await host.PostAsync(Basket, new { items = new[] { "i1", " " } });
        Assert.Equal(400, status);
        Assert.True(body.GetProperty("errors").TryGetProperty("items[1]", out _));
        Assert.Equal(400, (await host.PostAsync(Basket, null)).Status);
    }

    [Fact]
    public async Task What_goes_with_a_basket_is_first_what_was_bought_with_it()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, list) = await host.PostAsync(Basket + "?n=3", new { items = new[] { "i0", "i7", "nothing" } });
        Assert.Equal(200, status);
        var ids = ContractHost.Ids(list);
        Assert.Equal("i6", ids[0]);
        Assert.Equal(("BoughtTogether", "Bought together with Pot"), (Code(list, 0), Text(list, 0)));
        // Then what the model makes of the basket; what is in it is not offered again.
        Assert.Equal(["i1", "i8"], ids[1..]);
        Assert.Equal("BecauseOfItems", Code(list, 1));
        Assert.True(Scores(list).SequenceEqual(Scores(list).OrderDescending()));
        Assert.DoesNotContain("i6", Ids(await host.PostAsync(Basket + "?n=10&user=bob", new { items = new[] { "i7" } })));
        Assert.Equal(["i0", "i1"], Ids(await host.PostAsync(Basket + "?n=2", new { items = Array.Empty<string>() })));
    }

    [Fact]
    public async Task Bought_together_holds_only_what_was()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (_, list) = await host.GetAsync("/api/items/i6/bought-together");
        Assert.Equal(["i7"], ContractHost.Ids(list));
        Assert.Equal("Bought together with Pan", Text(list, 0));
        Assert.Empty(await host.ListAsync("/api/items/i0/bought-together"));
        Assert.Empty(await host.ListAsync("/api/items/i6/bought-together?maxPrice=10"));
        Assert.Equal(404, (await host.GetAsync("/api/items/nothing/bought-together")).Status);
        // A new product speaks through the ones it is like.
        await PutAsync(host, new { itemId = "new", title = "Pan", category = "kitchen", brand = "Cook", price = 71 });
        Assert.Equal("i7", (await host.ListAsync("/api/items/new/bought-together"))[0]);
    }

    [Fact]
    public async Task A_trend_shows_at_once_and_nobody_makes_one_alone()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        Assert.DoesNotContain("i8", await host.ListAsync("/api/trending?n=4"));
        foreach (var user in new[] { "a", "b", "c" })
            await host.PostAsync("/api/feedback", new { events = new[] { new { kind = "Purchase", userId = user, itemId = "i8" } } });
        await host.PostAsync("/api/feedback", new { events = Enumerable.Repeat(new { kind = "Purchase", userId = "d", itemId = "i5" }, 50) });
        var (_, list) = await host.GetAsync("/api/trending?n=8");
        var ids = ContractHost.Ids(list);
        Assert.Equal(["i8", "i5"], ids[..2]);
        Assert.Equal("Trending", Code(list, 0));
        // Filled up with what is popular, said to be that.
        Assert.Equal("Popular", Code(list, 7));
        Assert.Equal(["i4", "i5"], (await host.ListAsync("/api/trending?category=audio.speakers")).Order());
        Assert.Equal(8, ids.Distinct().Count());
    }

    [Fact]
    public async Task New_products_come_newest_first()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await PutAsync(host, new { itemId = "older", title = "Ladle", category = "kitchen" });
        await PutAsync(host, new { itemId = "newer", title = "Whisk", category = "kitchen" });
        var (_, list) = await host.GetAsync("/api/new");
        Assert.Equal(["newer", "older", "i7", "i0", "i4", "i6"], ContractHost.Ids(list));
        Assert.Equal("NewItem", Code(list, 0));
        Assert.Equal(["i0"], await host.ListAsync("/api/new?category=audio.headphones"));
        // A change is no arrival.
        await PutAsync(host, new { itemId = "older", price = 3 });
        Assert.Equal("newer", (await host.ListAsync("/api/new"))[0]);
    }

    [Theory]
    [InlineData("/api/items/i0/similar", "{\"caps\":[{\"maximum\":1}]}", "i1,i4")]
    [InlineData("/api/items/i0/similar", "{\"boosts\":[{\"factor\":0,\"itemId\":\"i1\"}]}", "i2,i3,i4,i1,i5")]
    [InlineData("/api/items/i0/similar", "{\"pins\":[{\"itemId\":\"i8\",\"position\":2}]}", "i1,i8,i2,i3,i4,i5")]
    [InlineData("/api/items/i6/bought-together", "{\"caps\":[{\"maximum\":0}]}", "")]
    [InlineData("/api/new", "{\"caps\":[{\"maximum\":1,\"category\":\"audio\"}]}", "i7,i0,i6")]
    [InlineData("/api/trending?n=2", "{\"pins\":[{\"itemId\":\"i8\",\"position\":1}]}", "i8,i0")]
    public async Task The_shops_rules_shape_these_lists_too(string path, string rules, string expected)
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Put, "/api/rules", JsonDocument.Parse(rules).RootElement)).Status);
        var (_, list) = await host.GetAsync(path);
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), ContractHost.Ids(list));
        Assert.Equal(1, list.GetProperty("rulesVersion").GetInt32());
    }

    [Fact]
    public async Task Before_the_first_model_they_are_what_is_popular_or_empty()
    {
        await Shop.WriteStarterAsync();
        await using var host = await StartAsync();
        Assert.Equal(["i0", "i1"], Ids(await host.PostAsync(Session + "?n=2", Events())));
        Assert.Equal(["i1", "i2"], Ids(await host.PostAsync(Basket + "?n=2", new { items = new[] { "i0" } })));
        Assert.Equal(["i0", "i1"], await host.ListAsync("/api/trending?n=2"));
        Assert.Empty(await host.ListAsync("/api/new"));
        Assert.Empty(await host.ListAsync("/api/items/i0/bought-together"));
    }

    private static object Events(params (string Kind, string Item)[] events) => new { events = events.Select(e => new { kind = e.Kind, itemId = e.Item }) };

    private static string[] Ids((int Status, JsonElement Body) answer) => ContractHost.Ids(answer.Body);

    private static string? Code(JsonElement list, int at) => list.GetProperty("items")[at].GetProperty("reason").GetProperty("code").GetString();

    private static string? Text(JsonElement list, int at) => list.GetProperty("items")[at].GetProperty("reason").GetProperty("text").GetString();

    private static double[] Scores(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("score").GetDouble())];

    private static Task<(int Status, JsonElement Body)> PutAsync(ContractHost host, object product) =>
        host.SendAsync(HttpMethod.Put, "/api/products", new { products = new[] { product } });
}
