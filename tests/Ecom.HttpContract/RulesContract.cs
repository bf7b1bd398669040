using System.Text.Json;

namespace Ecom.HttpContract;

/// <summary>The shop's rules for lists.</summary>
public abstract class RulesContract : HttpContract
{
    private const string Ann = "/api/users/ann/recommendations?n=4";

    [Fact]
    public async Task Pins_go_where_they_belong_and_say_so()
    {
        await using var host = await StartWithAsync(new { pins = new object[] { new { itemId = "i7", position = 2 }, new { itemId = "i5", position = 1, query = "Headphones" } } });
        var (_, list) = await host.GetAsync(Ann);
        Assert.Equal(["i1", "i7", "i2", "i3"], ContractHost.Ids(list));
        var pinned = list.GetProperty("items")[1];
        Assert.Equal("Pinned", pinned.GetProperty("rule").GetString());
        Assert.Equal("Pinned", pinned.GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal(2, pinned.GetProperty("slot").GetInt32());
        Assert.Equal("None", list.GetProperty("items")[0].GetProperty("rule").GetString());
        Assert.Equal(1, list.GetProperty("rulesVersion").GetInt32());

        Assert.Equal(["i5", "i0"], (await host.ListAsync("/api/search?q=headphones&n=2")).Select((id, at) => at == 0 ? id : "i0"));
        Assert.DoesNotContain("i5", await host.ListAsync("/api/search?q=studio headphones"));
        // A filter or a deletion goes before what the shop would like.
        Assert.DoesNotContain("i7", await host.ListAsync($"{Ann}&category=audio"));
        await host.SendAsync(HttpMethod.Put, "/api/products", new { products = new[] { new { itemId = "i7", deleted = true } } });
        Assert.DoesNotContain("i7", await host.ListAsync(Ann));
    }

    [Fact]
    public async Task Boosts_raise_and_bury()
    {
        await using var host = await StartWithAsync(new
        {
            boosts = new object[] { new { factor = 10, brand = "bolt", category = "audio.headphones" }, new { factor = 0, itemId = "i1" } },
        });
        var (_, list) = await host.GetAsync("/api/users/ann/recommendations?n=5&category=audio");
        Assert.Equal(["i2", "i3"], ContractHost.Ids(list)[..2]);
        Assert.Equal(["Boosted", "Boosted"], list.GetProperty("items").EnumerateArray().Take(2).Select(i => i.GetProperty("rule").GetString()));
        var buried = list.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("itemId").GetString() == "i1");
        Assert.Equal("Buried", buried.GetProperty("rule").GetString());
        Assert.True(buried.GetProperty("slot").GetInt32() > 3);
    }

    [Theory]
    [InlineData("{\"caps\":[{\"maximum\":1}]}", "i1,i4,i6")]
    [InlineData("{\"caps\":[{\"maximum\":1,\"category\":\"audio\"}]}", "i1,i6,i7,i8")]
    [InlineData("{\"caps\":[{\"maximum\":0,\"category\":\"audio.headphones\"}]}", "i4,i5,i6,i7")]
    public async Task Caps_limit_categories_even_if_the_list_stays_short(string rules, string expected)
    {
        await using var host = await StartWithAsync(JsonDocument.Parse(rules).RootElement);
        var list = await host.ListAsync(Ann);
        Assert.Equal(expected.Split(','), list.Length < 4 ? list.Order() : list);
    }

    [Fact]
    public async Task Diversity_spreads_over_categories()
    {
        await using var host = await StartWithAsync(new { diversity = 1 });
        var (_, list) = await host.GetAsync("/api/popular?n=3");
        Assert.Equal(3, list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("category").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task New_products_are_raised_while_fresh_and_get_their_share_of_places()
    {
        await using var host = await StartWithAsync(new { });
        await host.SendAsync(HttpMethod.Put, "/api/products", new { products = new[] { new { itemId = "new", title = "Knife sharpener", category = "kitchen", price = 9 } } });
        Assert.DoesNotContain("new", await host.ListAsync("/api/popular?n=4"));
        await PutAsync(host, new { freshness = 5 });
        var (_, fresh) = await host.GetAsync("/api/popular?n=4");
        Assert.Equal("new", ContractHost.Ids(fresh)[0]);
        Assert.Equal("Fresh", fresh.GetProperty("items")[0].GetProperty("rule").GetString());
        var (_, put) = await PutAsync(host, new { exploration = .25 });
        Assert.Equal(3, put.GetProperty("version").GetInt32());
        var (_, explored) = await host.GetAsync("/api/popular?n=4");
        Assert.Equal(["i0", "i1", "i2", "new"], ContractHost.Ids(explored));
        Assert.Equal("Explored", explored.GetProperty("items")[3].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task What_is_bought_again_and_again_stays_in_lists()
    {
        await using var host = await StartWithAsync(new { repeatCategories = new[] { "kitchen" } });
        Assert.Contains("i6", await host.ListAsync("/api/users/bob/recommendations?n=10"));
        await host.PostAsync("/api/feedback", new { events = new[] { new { kind = "Purchase", userId = "bob", itemId = "i8" }, new { kind = "Purchase", userId = "bob", itemId = "i4" } } });
        var after = await host.ListAsync("/api/users/bob/recommendations?n=10");
        Assert.Contains("i8", after);
        Assert.DoesNotContain("i4", after);
    }

    [Fact]
    public async Task A_rule_set_outlives_a_restart_and_one_that_makes_no_sense_is_refused_whole()
    {
        await using (var host = await StartWithAsync(new { pins = new[] { new { itemId = "i8", position = 1 } } }))
        {
            var (status, body) = await PutAsync(host, new
            {
                pins = new[] { new { itemId = "", position = 0 } }, boosts = new object[] { new { factor = 2 }, new { factor = 11, brand = "x" } }, diversity = 2, freshnessDays = 0,
            });
            Assert.Equal(400, status);
            Assert.Equal(
                ["boosts[0]", "boosts[1].factor", "diversity", "freshnessDays", "pins[0].itemId", "pins[0].position"],
                body.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        }
        await using (var host = await StartAsync())
        {
            Assert.Equal("i8", (await host.ListAsync(Ann))[0]);
            Assert.Equal(1, (await host.GetAsync("/api/rules")).Body.GetProperty("version").GetInt32());
        }
    }

    private async Task<ContractHost> StartWithAsync(object rules)
    {
        await Shop.PublishAndPromoteAsync("v1");
        var host = await StartAsync();
        var (status, _) = await PutAsync(host, rules);
        Assert.Equal(200, status);
        return host;
    }

    private static Task<(int Status, JsonElement Body)> PutAsync(ContractHost host, object rules) => host.SendAsync(HttpMethod.Put, "/api/rules", rules);
}
