using System.Text.Json;
using Ecom.Models.Scoring;
using Ecom.Search.Learning;

namespace Ecom.HttpContract;

/// <summary>Search, suggestions and synonyms.</summary>
public abstract class SearchContract : HttpContract
{
    [Theory]
    [InlineData("q=headphones", "i0,i1,i2,i3")]
    [InlineData("q=studio headphones white", "i1")]
    [InlineData("q=headphonse", "i0,i1,i2,i3")]
    [InlineData("q=headph", "i0,i1,i2,i3")]
    [InlineData("q=acme", "i0,i1,i4")]
    [InlineData("q=I7", "i7")]
    [InlineData("q=headphones&brand=bolt", "i2,i3")]
    [InlineData("q=headphones&inStock=true", "i0,i1,i2")]
    [InlineData("q=headphones&minPrice=20&maxPrice=30", "i1,i2")]
    [InlineData("q=speaker&category=kitchen", "")]
    public async Task Finds_what_is_meant_under_the_filters(string query, string expected)
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), (await host.ListAsync($"/api/search?{query}")).Order());
    }

    [Fact]
    public async Task A_result_says_what_it_is()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (_, body) = await host.GetAsync("/api/search?q=headphonse&brand=bolt&n=1");
        Assert.Equal("v1", body.GetProperty("modelVersion").GetString());
        Assert.Equal("headphones", body.GetProperty("corrected").GetString());
        Assert.Equal("All", body.GetProperty("matched").GetString());
        Assert.Equal(2, body.GetProperty("total").GetInt32());
        Assert.Single(ContractHost.Ids(body));
        Assert.Equal("Match", body.GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal("audio.headphones", body.GetProperty("categories")[0].GetProperty("category").GetString());
        Assert.NotEmpty(body.GetProperty("listId").GetString()!);
        var facets = body.GetProperty("facets");
        // Its own filter does not count against a dimension, the others' do.
        Assert.Equal([("Acme", 2), ("Bolt", 2)], Values(facets.GetProperty("brands")));
        Assert.Equal([("audio.headphones", 2)], Values(facets.GetProperty("categories")));
        Assert.Equal([30d, 40d], facets.GetProperty("prices").EnumerateArray().Select(p => p.GetProperty("from").GetDouble()));
    }

    [Theory]
    [InlineData("PriceAscending", "i0,i1,i2,i3")]
    [InlineData("PriceDescending", "i3,i2,i1,i0")]
    [InlineData("Popular", "i0,i1,i2,i3")]
    public async Task Sorts_as_asked_across_pages(string sort, string expected)
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var first = await host.ListAsync($"/api/search?q=headphones&sort={sort}&n=2");
        var second = await host.ListAsync($"/api/search?q=headphones&sort={sort}&n=2&offset=2");
        Assert.Equal(expected.Split(','), first.Concat(second));
        Assert.Empty(await host.ListAsync($"/api/search?q=headphones&sort={sort}&offset=100"));
    }

    [Fact]
    public async Task A_product_without_a_price_comes_last_by_price()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        Assert.Equal(["i4", "i5"], await host.ListAsync("/api/search?q=speaker&sort=PriceAscending"));
        Assert.Equal(["i4", "i5"], await host.ListAsync("/api/search?q=speaker&sort=PriceDescending"));
    }

    [Fact]
    public async Task The_customers_taste_has_a_say_in_the_order_and_says_why()
    {
        await Shop.PublishAndPromoteAsync("v1", favourite: 3);
        await using var host = await StartAsync();
        Assert.NotEqual("i3", (await host.ListAsync("/api/search?q=headphones"))[0]);
        var (_, body) = await host.GetAsync("/api/search?q=headphones&user=ann");
        Assert.Equal("i3", ContractHost.Ids(body)[0]);
        Assert.Equal("i0", body.GetProperty("items")[0].GetProperty("reason").GetProperty("because")[0].GetProperty("itemId").GetString());
        Assert.NotEqual("i3", (await host.ListAsync("/api/search?q=headphones&user=ann&personal=false"))[0]);
        // A stranger's clicks of a moment ago count as well.
        await host.PostAsync("/api/feedback", new { events = new[] { new { kind = "Click", sessionId = "s1", itemId = "i0" } } });
        Assert.Equal("i3", (await host.ListAsync("/api/search?q=headphones&session=s1"))[0]);
    }

    [Fact]
    public async Task Where_nothing_matches_popular_products_stand_in_and_are_said_to()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (_, body) = await host.GetAsync("/api/search?q=xylophone&n=2");
        Assert.Equal("None", body.GetProperty("matched").GetString());
        Assert.Equal(0, body.GetProperty("total").GetInt32());
        Assert.Equal(["i0", "i1"], ContractHost.Ids(body));
        Assert.Equal("Popular", body.GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_new_product_is_found_at_once_and_a_changed_one_as_it_is_now()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await PutAsync(host, new { itemId = "new", title = "Gaming headphones", category = "audio.headphones", price = 55 });
        await PutAsync(host, new { itemId = "i6", title = "Cast iron skillet" });
        await PutAsync(host, new { itemId = "i0", deleted = true });
        Assert.Equal(["i1", "i2", "i3", "new"], (await host.ListAsync("/api/search?q=headphones")).Order());
        Assert.Equal(["new"], await host.ListAsync("/api/search?q=gaming"));
        Assert.Equal(["i6"], await host.ListAsync("/api/search?q=skillet"));
        var (_, old) = await host.GetAsync("/api/search?q=pan");
        Assert.DoesNotContain("Match", old.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("reason").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Index_and_model_change_together()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await Shop.PublishAsync("v2", favourite: 2);
        await host.PostAsync("/api/models/v2/promote", new { });
        var (_, body) = await host.GetAsync("/api/search?q=headphones");
        Assert.Equal("v2", body.GetProperty("modelVersion").GetString());
        Assert.Equal(4, body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_versions_ranker_orders_what_is_found_and_comes_and_goes_with_the_version()
    {
        await Shop.PublishAndPromoteAsync("learned", ranker: LeastPopularFirst(.98f, .94f, .89f));
        await Shop.PublishAsync("plain");
        await using var host = await StartAsync();
        Assert.Equal(["i3", "i2", "i1", "i0"], await host.ListAsync("/api/search?q=headphonse"));
        Assert.Equal(["i2", "i1", "i0"], await host.ListAsync("/api/search?q=headphones&inStock=true"));
        // Every page is of one order.
        Assert.Equal(["i3", "i2", "i1"], await host.ListAsync("/api/search?q=headphones&n=3"));
        Assert.Equal(["i0"], await host.ListAsync("/api/search?q=headphones&n=3&offset=3"));
        Assert.Equal("Learned", await RankerAsync(host, "q=headphones"));
        // What is asked to be sorted otherwise was ordered by no ranker, and neither was what stands in.
        Assert.Equal(["i0", "i1", "i2", "i3"], await host.ListAsync("/api/search?q=headphones&sort=PriceAscending"));
        Assert.Equal("None", await RankerAsync(host, "q=headphones&sort=PriceAscending"));
        Assert.Equal("None", await RankerAsync(host, "q=xylophone"));
        await PutAsync(host, new { itemId = "new", title = "Gaming headphones", category = "audio.headphones", price = 55 });
        Assert.Contains("new", await host.ListAsync("/api/search?q=headphones"));

        await host.PostAsync("/api/models/plain/promote", new { });
        Assert.Equal("Bm25", await RankerAsync(host, "q=headphones"));
        Assert.NotEqual("i3", (await host.ListAsync("/api/search?q=headphones"))[0]);
        await host.PostAsync("/api/models/learned/promote", new { });
        Assert.Equal("i3", (await host.ListAsync("/api/search?q=headphones"))[0]);
    }

    [Fact]
    public async Task The_customers_taste_has_a_say_in_a_learned_order_too()
    {
        await Shop.PublishAndPromoteAsync("v1", favourite: 3, ranker: LeastPopularFirst(.94f));
        await using var host = await StartAsync();
        // The ranker sees no difference between the two.
        Assert.Equal(["i2", "i3"], await host.ListAsync("/api/search?q=headphones&n=2"));
        Assert.Equal(["i3", "i2"], await host.ListAsync("/api/search?q=headphones&n=2&user=ann"));
    }

    [Fact]
    public async Task Before_the_first_model_the_starter_products_are_searched()
    {
        await Shop.WriteStarterAsync();
        await using var host = await StartAsync();
        Assert.Equal(["i4", "i5"], (await host.ListAsync("/api/search?q=speakers")).Order());
    }

    [Fact]
    public async Task Suggestions_complete_the_word_and_name_category_and_products()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, body) = await host.GetAsync("/api/search/suggestions?q=studio he");
        Assert.Equal(200, status);
        Assert.Equal(["studio headphones"], body.GetProperty("queries").EnumerateArray().Select(q => q.GetString()));
        Assert.Equal("audio.headphones", body.GetProperty("categories")[0].GetProperty("category").GetString());
        Assert.Equal(["i0", "i1"], body.GetProperty("products").EnumerateArray().Select(p => p.GetProperty("itemId").GetString()));
    }

    [Fact]
    public async Task Synonyms_are_in_force_at_once_and_outlive_a_restart()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using (var host = await StartAsync())
        {
            var (status, _) = await host.SendAsync(HttpMethod.Put, "/api/search/synonyms", new { rules = new[] { "loudspeaker, speaker" } });
            Assert.Equal(200, status);
            Assert.Equal(["i4", "i5"], (await host.ListAsync("/api/search?q=loudspeaker")).Order());
            var (refused, problem) = await host.SendAsync(HttpMethod.Put, "/api/search/synonyms", new { rules = new[] { "a, b", "alone" } });
            Assert.Equal(400, refused);
            Assert.Contains("2", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        await using (var host = await StartAsync())
        {
            Assert.Equal(["i4", "i5"], (await host.ListAsync("/api/search?q=loudspeaker")).Order());
            Assert.Equal(1, (await host.GetAsync("/api/search/synonyms")).Body.GetProperty("rules").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("/api/search", "q")]
    [InlineData("/api/search?q=%20", "q")]
    [InlineData("/api/search?q=x&offset=-1", "offset")]
    [InlineData("/api/search?q=x&minPrice=-1", "minPrice")]
    [InlineData("/api/search?q=x&n=0", "n")]
    [InlineData("/api/search/suggestions?q=x&n=21", "n")]
    public async Task What_cannot_be_meant_is_refused_by_field(string path, string field)
    {
        await using var host = await StartAsync();
        var (status, body) = await host.GetAsync(path);
        Assert.Equal(400, status);
        Assert.True(body.GetProperty("errors").TryGetProperty(field, out _));
    }

    private static (string?, int)[] Values(JsonElement facet) =>
        [.. facet.EnumerateArray().Select(v => (v.GetProperty("value").GetString(), v.GetProperty("count").GetInt32()))];

    private static Task<(int Status, JsonElement Body)> PutAsync(ContractHost host, object product) =>
        host.SendAsync(HttpMethod.Put, "/api/products", new { products = new[] { product } });

    private static async Task<string?> RankerAsync(ContractHost host, string query) =>
        (await host.GetAsync($"/api/search?{query}")).Body.GetProperty("ranker").GetString();

    /// <summary>One tree for each step between the popularities of the headphones.</summary>
    private static TreeEnsemble LeastPopularFirst(params float[] steps)
    {
        var feature = CandidateFeatures.Names.ToList().IndexOf("popularity-share");
        return new TreeEnsemble(
            [.. Enumerable.Range(0, steps.Length + 1)], [.. Enumerable.Range(0, steps.Length + 1).Select(t => 2 * t)], [.. steps.Select(_ => feature)], steps,
            [.. steps.Select(_ => ~0)], [.. steps.Select(_ => ~1)], [.. steps.SelectMany(_ => new[] { 1f, 0f })]);
    }
}
