namespace Ecom.HttpContract;

/// <summary>The catalogue's mutable layer.</summary>
public abstract class ProductsContract : HttpContract
{
    [Fact]
    public async Task Changes_are_served_at_once()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, receipt) = await PutAsync(host,
            new { itemId = "i1", price = 35.5 }, new { itemId = "i2", stock = 0 }, new { itemId = "i3", stock = 1 }, new { itemId = "i4", deleted = true });
        Assert.Equal(200, status);
        Assert.Equal(4, receipt.GetProperty("accepted").GetInt32());

        Assert.Equal(["i3"], await host.ListAsync("/api/users/ann/recommendations?category=audio.headphones&inStock=true&maxPrice=40&brand=bolt"));
        Assert.DoesNotContain("i4", await host.ListAsync("/api/popular?n=50"));
        var (_, list) = await host.GetAsync("/api/users/ann/recommendations?n=1");
        Assert.Equal(35.5, list.GetProperty("items")[0].GetProperty("price").GetDouble());
        // What was not put stays.
        Assert.Equal("Studio headphones white", list.GetProperty("items")[0].GetProperty("title").GetString());

        await PutAsync(host, new { itemId = "i4", deleted = false });
        Assert.Contains("i4", await host.ListAsync("/api/popular?n=50"));
    }

    [Fact]
    public async Task A_new_product_reaches_fitting_customers_before_any_training()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await PutAsync(host, new { itemId = "new", title = "Studio headphones white II", category = "audio.headphones", brand = "Acme", price = 21 });

        var (_, body) = await host.GetAsync("/api/users/ann/recommendations?n=3");
        Assert.Contains("new", ContractHost.Ids(body));
        var item = body.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("itemId").GetString() == "new");
        Assert.Equal("NewItem", item.GetProperty("reason").GetProperty("code").GetString());
        Assert.DoesNotContain("new", await host.ListAsync("/api/users/bob/recommendations?n=3"));
        Assert.Equal("i1", (await host.ListAsync("/api/items/new/similar"))[0]);

        // Bought, it is gone, and speaks for what it is like.
        await host.PostAsync("/api/feedback", new { events = new[] { new { kind = "Purchase", userId = "dora", itemId = "new" } } });
        var dora = await host.ListAsync("/api/users/dora/recommendations?n=4&category=audio");
        Assert.DoesNotContain("new", dora);
        Assert.Contains("i1", dora);
    }

    [Fact]
    public async Task The_overlay_outlives_a_restart_and_a_new_model()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using (var host = await StartAsync()) await PutAsync(host, new { itemId = "i1", deleted = true });
        await Shop.PublishAndPromoteAsync("v2", favourite: 2);
        await using (var host = await StartAsync())
        {
            Assert.Equal(["i2", "i3"], await host.ListAsync("/api/users/ann/recommendations?n=2"));
        }
    }

    [Fact]
    public async Task Every_invalid_field_is_named_and_nothing_stored()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        var (status, body) = await PutAsync(host,
            new { itemId = "i1", deleted = true }, new { itemId = "", price = -1 }, new { itemId = "x", imageUrl = "javascript:alert(1)" });
        Assert.Equal(400, status);
        Assert.Equal(
            ["products[1].itemId", "products[1].price", "products[2].imageUrl"], body.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Contains("i1", await host.ListAsync("/api/popular"));
    }

    private static Task<(int Status, System.Text.Json.JsonElement Body)> PutAsync(ContractHost host, params object[] products) =>
        host.SendAsync(HttpMethod.Put, "/api/products", new { products });
}
