namespace Ecom.HttpContract;

/// <summary>Recommendations, similar and popular products.</summary>
public abstract class ListsContract : HttpContract
{
    [Fact]
    public async Task A_known_customer_gets_what_the_history_speaks_for_without_the_history()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, body) = await host.GetAsync("/api/users/ann/recommendations?n=4");
        Assert.Equal(200, status);
        Assert.Equal(["i1", "i2", "i3", "i4"], ContractHost.Ids(body));
        Assert.Equal("v1", body.GetProperty("modelVersion").GetString());
        Assert.NotEmpty(body.GetProperty("listId").GetString()!);
        var scores = body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("score").GetDouble()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        var reason = body.GetProperty("items")[0].GetProperty("reason");
        Assert.Equal("BecauseOfItems", reason.GetProperty("code").GetString());
        Assert.Equal("Because of Studio headphones black", reason.GetProperty("text").GetString());
        Assert.Equal("i0", reason.GetProperty("because")[0].GetProperty("itemId").GetString());
    }

    [Fact]
    public async Task A_customer_nobody_knows_gets_what_is_popular()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (_, body) = await host.GetAsync("/api/users/nobody/recommendations?n=3");
        Assert.Equal(["i0", "i1", "i2"], ContractHost.Ids(body));
        Assert.Equal("Popular", body.GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_id_may_hold_any_character()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var list = await host.ListAsync($"/api/users/{Uri.EscapeDataString("späť/x y")}/recommendations?n=2");
        Assert.Equal(["i1", "i3"], list);
    }

    [Theory]
    [InlineData("category=audio.headphones", "i1,i2,i3")]
    [InlineData("category=AUDIO", "i1,i2,i3,i4,i5")]
    [InlineData("category=kitchen", "i6,i7,i8")]
    [InlineData("category=none", "")]
    [InlineData("brand=acme", "i1,i4")]
    [InlineData("maxPrice=30", "i1,i2")]
    [InlineData("inStock=true&category=audio", "i1,i2,i4,i5")]
    [InlineData("inStock=false&category=audio.headphones", "i1,i2,i3")]
    [InlineData("category=audio&brand=bolt&maxPrice=40&inStock=true", "i2")]
    public async Task Filters_apply_before_the_selection(string filter, string expected)
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var list = await host.ListAsync($"/api/users/ann/recommendations?n=10&{filter}");
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), list);
    }

    [Fact]
    public async Task Deleted_products_are_in_no_list()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        Assert.DoesNotContain("i9", await host.ListAsync("/api/users/bob/recommendations?n=50"));
        Assert.DoesNotContain("i9", await host.ListAsync("/api/popular?n=50"));
        Assert.DoesNotContain("i9", await host.ListAsync("/api/items/i8/similar?n=50"));
    }

    [Fact]
    public async Task Similar_products_come_by_behaviour_then_by_category()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (_, body) = await host.GetAsync("/api/items/i7/similar?n=2");
        Assert.Equal(["i6", "i8"], ContractHost.Ids(body));
        var reason = body.GetProperty("items")[0].GetProperty("reason");
        Assert.Equal("SimilarItem", reason.GetProperty("code").GetString());
        Assert.Equal("Similar to Pot", reason.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Similar_to_an_unknown_product_is_not_found()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, body) = await host.GetAsync("/api/items/nothing/similar");
        Assert.Equal(404, status);
        Assert.Equal(404, body.GetProperty("status").GetInt32());
        Assert.Equal("Not Found", body.GetProperty("title").GetString());
        Assert.NotEmpty(body.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("n=0")]
    [InlineData("n=101")]
    [InlineData("n=abc")]
    [InlineData("maxPrice=-1")]
    [InlineData("maxPrice=NaN")]
    [InlineData("inStock=perhaps")]
    public async Task A_bad_parameter_is_a_problem(string query)
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        foreach (var path in new[] { "/api/users/ann/recommendations", "/api/items/i1/similar", "/api/popular" })
        {
            var (status, body) = await host.GetAsync($"{path}?{query}");
            Assert.Equal(400, status);
            Assert.Contains(query.Split('=')[0], body.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Before_the_first_model_the_first_ingest_is_served_and_ready_says_why_not()
    {
        await Shop.WriteStarterAsync();
        await using var host = await StartAsync();
        Assert.Equal(["i0", "i1", "i2"], await host.ListAsync("/api/users/ann/recommendations?n=3"));
        Assert.Equal(["i6", "i7", "i8"], await host.ListAsync("/api/popular?category=kitchen"));
        Assert.Equal(["i0", "i1"], (await host.ListAsync("/api/items/i2/similar?n=2")));
        var (status, body) = await host.GetAsync("/api/health/ready");
        Assert.Equal(503, status);
        Assert.False(body.GetProperty("ready").GetBoolean());
        Assert.Contains("no model yet", body.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_shop_answers_with_empty_lists()
    {
        await using var host = await StartAsync();
        Assert.Empty(await host.ListAsync("/api/users/ann/recommendations"));
        Assert.Empty(await host.ListAsync("/api/popular"));
        Assert.Equal(404, (await host.GetAsync("/api/items/i1/similar")).Status);
        Assert.Equal(503, (await host.GetAsync("/api/health/ready")).Status);
        Assert.Equal(200, (await host.GetAsync("/api/health/live")).Status);
    }
}
