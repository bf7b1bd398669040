using System.Text.Json;

namespace Ecom.HttpContract;

/// <summary>Experiments: who gets what, what is counted, and how the winner is promoted.</summary>
public abstract class ExperimentsContract : HttpContract
{
    private static readonly string[] Customers = [.. Enumerable.Range(0, 60).Select(k => $"customer-{k}")];

    [Fact]
    public async Task Customers_are_divided_once_and_for_all()
    {
        await using var host = await StartAsync(2);
        Assert.Equal(200, (await StartExperimentAsync(host, "e1", .2)).Status);
        var first = await ArmsAsync(host);
        Assert.Equal(["a", "b", "holdout"], first.Values.Select(v => v.Arm).Distinct().Order());
        Assert.All(first.Values, v => Assert.Equal(v.Arm == "b" ? "v2" : "v1", v.Version));
        Assert.InRange(first.Values.Count(v => v.Arm == "holdout"), 3, 24);
        Assert.Equal(first, await ArmsAsync(host));
        // Another start of the host knows the experiment; another experiment divides otherwise.
        await host.DisposeAsync();
        await using var again = await StartAsync();
        Assert.Equal(first, await ArmsAsync(again));
        Assert.Equal(409, (await StartExperimentAsync(again, "e2", 0)).Status);
        Assert.Equal(200, (await again.PostAsync("/api/experiments/e1/end", new { })).Status);
        var (_, list) = await again.GetAsync("/api/users/customer-0/recommendations");
        Assert.False(list.TryGetProperty("experiment", out _));
        Assert.Equal(409, (await StartExperimentAsync(again, "e1", 0)).Status);
        Assert.Equal(200, (await StartExperimentAsync(again, "e2", .2)).Status);
        Assert.NotEqual(first, await ArmsAsync(again));
    }

    [Fact]
    public async Task Clicks_conversions_and_revenue_are_counted_by_customer_and_arm()
    {
        await using var host = await StartAsync(2);
        await StartExperimentAsync(host, "e1", 0);
        var arms = await ArmsAsync(host);
        var ofB = arms.Where(a => a.Value.Arm == "b").Select(a => a.Key).ToArray();
        // Two of arm b click; one of them buys what the list showed, and something else. One event comes twice, one is of nobody in the experiment.
        await SendAsync(host,
            new { eventId = "1", kind = "Click", userId = ofB[0], itemId = "i2" }, new { eventId = "1", kind = "Click", userId = ofB[0], itemId = "i2" },
            new { eventId = "2", kind = "Click", userId = ofB[1], itemId = "i1" }, new { eventId = "3", kind = "Purchase", userId = ofB[1], itemId = "i1", price = 20.0, quantity = 2 },
            new { eventId = "4", kind = "Purchase", userId = ofB[1], itemId = "i9", price = 100.0 }, new { eventId = "5", kind = "Purchase", userId = "stranger", itemId = "i1", price = 7.0 });
        var (status, result) = await host.GetAsync("/api/experiments/e1");
        Assert.Equal(200, status);
        var b = result.GetProperty("arms")[1];
        Assert.Equal(("b", ofB.Length, ofB.Length), (b.GetProperty("arm").GetString(), b.GetProperty("customers").GetInt32(), b.GetProperty("lists").GetInt32()));
        Assert.Equal(2.0 / ofB.Length, Value(b, "clickThrough"), 9);
        Assert.Equal(1.0 / ofB.Length, Value(b, "conversion"), 9);
        Assert.Equal(40.0 / ofB.Length, Value(b, "revenue"), 9);
        Assert.Equal(0, Value(result.GetProperty("arms")[0], "clickThrough"));
        Assert.Equal(2.0 / ofB.Length, Value(result.GetProperty("comparisons")[0], "clickThrough"), 9);
        // Sixty customers are too few to say anything.
        Assert.False(b.GetProperty("conversion").TryGetProperty("low", out _));
        Assert.Equal("e1", (await host.GetAsync("/api/experiments")).Body.GetProperty("experiments")[0].GetProperty("id").GetString());
        Assert.Equal(404, (await host.GetAsync("/api/experiments/nothing")).Status);
    }

    [Fact]
    public async Task One_call_serves_the_winner_to_everybody()
    {
        await using var host = await StartAsync(2);
        await host.PostAsync("/api/experiments", new
        {
            id = "rules", arms = new object[] { new { name = "plain" }, new { name = "pinned", modelVersion = "v2", rules = new { pins = new[] { new { itemId = "i8", position = 1 } } } } },
        });
        var arms = await ArmsAsync(host);
        Assert.All(arms.Values, v => Assert.Equal(v.Arm == "pinned" ? "i8" : "i0", v.First));
        Assert.Equal(400, (await host.PostAsync("/api/experiments/rules/end", new { promote = "nothing" })).Status);
        var (status, ended) = await host.PostAsync("/api/experiments/rules/end", new { promote = "pinned" });
        Assert.Equal((200, "pinned"), (status, ended.GetProperty("promoted").GetString()));
        Assert.Equal("v2", (await Shop.Registry.CurrentAsync())!.Value.Current.Version);
        foreach (var customer in Customers.Take(5)) Assert.Equal("i8", (await host.ListAsync($"/api/users/{customer}/recommendations"))[0]);
        Assert.Equal(409, (await host.PostAsync("/api/experiments/rules/end", new { })).Status);
    }

    [Fact]
    public async Task Explored_places_are_logged_with_their_propensity()
    {
        await using var host = await StartAsync(1);
        await host.SendAsync(HttpMethod.Put, "/api/products", new { products = Enumerable.Range(0, 4).Select(k => new { itemId = $"new{k}", title = $"Knife {k}", category = "kitchen", price = 90 }) });
        await host.SendAsync(HttpMethod.Put, "/api/rules", new { exploration = .25 });
        await host.PostAsync("/api/experiments", new { id = "explore", arms = new[] { new { name = "a" }, new { name = "b" } } });
        foreach (var customer in Customers)
        {
            var (_, list) = await host.GetAsync($"/api/users/{customer}/recommendations?n=4");
            // Half of the customers take what they are shown there.
            if (customer.GetHashCode(StringComparison.Ordinal) % 2 == 0)
                await SendAsync(host, new { kind = "Click", userId = customer, itemId = ContractHost.Ids(list)[3] });
        }
        var greedy = (await host.GetAsync("/api/experiments/explore")).Body.GetProperty("greedyExploration");
        Assert.Equal(60, greedy.GetProperty("decisions").GetInt32());
        // Drawn one out of four: a quarter of the places say what the best product would have done.
        Assert.InRange(greedy.GetProperty("effectiveSample").GetDouble(), 5, 30);
        Assert.InRange(greedy.GetProperty("snips").GetProperty("value").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var host = await StartAsync(1);
        var (status, body) = await host.PostAsync("/api/experiments", new { id = "x y", holdoutShare = .6, arms = new[] { new { name = "holdout", weight = 1.0 }, new { name = "b", weight = 0.0 }, new { name = "b", weight = 1.0 } } });
        Assert.Equal(400, status);
        Assert.Equal(["arms[0].name", "arms[1].weight", "arms[2].name", "holdoutShare", "id"], body.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(400, (await host.PostAsync("/api/experiments", new { id = "one", arms = new[] { new { name = "a" } } })).Status);
        Assert.Equal(404, (await host.PostAsync("/api/experiments", new { id = "none", arms = new[] { new { name = "a", modelVersion = "v1" }, new { name = "b", modelVersion = "v9" } } })).Status);
        Assert.Empty((await host.GetAsync("/api/experiments")).Body.GetProperty("experiments").EnumerateArray());
    }

    [Fact]
    public async Task The_dashboard_shows_the_experiment_and_ends_it()
    {
        await using var host = await StartAsync(2);
        await StartExperimentAsync(host, "e1", .1);
        await ArmsAsync(host);
        Assert.Contains("Serve arm b to everybody", await host.Client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["action"] = "end", ["target"] = "e1/b" });
        using var pressed = await host.Client.PostAsync(new Uri("/", UriKind.Relative), form);
        Assert.Equal("v2", (await Shop.Registry.CurrentAsync())!.Value.Current.Version);
        Assert.Contains("promoted b", await host.Client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<ContractHost> StartAsync(int versions)
    {
        for (var version = versions; version >= 1; version--) await Shop.PublishAsync($"v{version}", favourite: version);
        await Shop.Registry.PromoteAsync("v1", "test");
        return await StartAsync();
    }

    private static Task<(int Status, JsonElement Body)> StartExperimentAsync(ContractHost host, string id, double holdout) => host.PostAsync(
        "/api/experiments", new { id, holdoutShare = holdout, arms = new object[] { new { name = "a", modelVersion = "v1" }, new { name = "b", modelVersion = "v2" } } });

    private static async Task<Dictionary<string, (string? Arm, string? Version, string First)>> ArmsAsync(ContractHost host)
    {
        var found = new Dictionary<string, (string?, string?, string)>();
        foreach (var customer in Customers)
        {
            var (_, list) = await host.GetAsync($"/api/users/{customer}/recommendations?n=5");
            found[customer] = (list.GetProperty("experiment").GetProperty("arm").GetString(), list.GetProperty("modelVersion").GetString(), ContractHost.Ids(list)[0]);
        }
        return found;
    }

    private static async Task SendAsync(ContractHost host, params object[] events) => Assert.Equal(202, (await host.PostAsync("/api/feedback", new { events })).Status);

    private static double Value(JsonElement of, string metric) => of.GetProperty(metric).GetProperty("value").GetDouble();
}
