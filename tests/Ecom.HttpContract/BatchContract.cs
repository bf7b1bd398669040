using System.Net.Http.Json;
using System.Text.Json;

namespace Ecom.HttpContract;

/// <summary>Lists for many customers in one call.</summary>
public abstract class BatchContract : HttpContract
{
    private const string Path = "/api/recommendations/batch";

    [Fact]
    public async Task Every_customer_gets_the_list_of_a_single_call_in_the_order_asked()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        // More than are made at a time.
        string[] users = [.. Enumerable.Range(0, 300).Select(k => k % 3 == 0 ? "bob" : k % 3 == 1 ? "ann" : $"stranger{k}"), "späť/x y"];
        var lists = await LinesAsync(host, Path + "?n=3&inStock=true", users);
        Assert.Equal(users, lists.Select(l => l.GetProperty("userId").GetString()));
        Assert.Equal(users.Select(u => !u.StartsWith("stranger", StringComparison.Ordinal)), lists.Select(l => l.GetProperty("known").GetBoolean()));
        Assert.Equal(["v1"], lists.Select(l => l.GetProperty("modelVersion").GetString()).Distinct());
        Assert.Equal(users.Length, lists.Select(l => l.GetProperty("listId").GetString()).Distinct().Count());
        foreach (var user in new[] { "bob", "ann", "stranger2", "späť/x y" })
        {
            var single = await host.ListAsync($"/api/users/{Uri.EscapeDataString(user)}/recommendations?n=3&inStock=true");
            Assert.All(lists.Where(l => l.GetProperty("userId").GetString() == user), l => Assert.Equal(single, ContractHost.Ids(l)));
        }
        Assert.Equal("Popular", lists[2].GetProperty("items")[0].GetProperty("reason").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_happened_a_moment_ago_and_the_rules_count()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await host.PostAsync("/api/feedback", new { events = new[] { new { kind = "View", userId = "fresh", itemId = "i7" } } });
        await host.SendAsync(HttpMethod.Put, "/api/rules", new { pins = new[] { new { itemId = "i5", position = 1 } } });
        var list = Assert.Single(await LinesAsync(host, Path + "?n=3", "fresh"));
        Assert.Equal(["i5", "i6", "i8"], ContractHost.Ids(list));
        Assert.True(list.GetProperty("known").GetBoolean());
        Assert.Equal(1, list.GetProperty("rulesVersion").GetInt32());
    }

    [Fact]
    public async Task A_batch_that_is_none_is_a_problem()
    {
        await using var host = await StartAsync(o => o.MaximumBatch = 2);
        Assert.Equal(400, (await host.PostAsync(Path, new { userIds = Array.Empty<string>() })).Status);
        Assert.Equal(400, (await host.PostAsync(Path, new { userIds = new[] { "a", "b", "c" } })).Status);
        Assert.Equal(400, (await host.PostAsync(Path + "?n=0", new { userIds = new[] { "a" } })).Status);
        var (status, body) = await host.PostAsync(Path, new { userIds = new[] { "a", "" } });
        Assert.Equal((400, "userIds[1]"), (status, Assert.Single(body.GetProperty("errors").EnumerateObject()).Name));
    }

    private static async Task<JsonElement[]> LinesAsync(ContractHost host, string path, params string[] users)
    {
        using var response = await host.Client.PostAsJsonAsync(path, new { userIds = users });
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];
    }
}
