using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecom.Data.Demo;
using Ecom.Local.Hosting;
using Ecom.Local.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Local.Tests.Pipeline;

/// <summary>The whole circle on a tiny shop with the real host, engine and trainer: run, serve, feedback, refresh, served anew without a restart.</summary>
public sealed class FeedbackLoopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-loop-").FullName;

    [Fact]
    public async Task Feedback_changes_the_next_list_and_enough_of_it_the_model()
    {
        DemoShop.Write(_root, new DemoShopOptions { Users = 80, Items = 60, Days = 60, SessionsPerUser = 6 });
        var options = new EmbeddedOptions
        {
            DataDirectory = Path.Combine(_root, "shop"),
            Settings = new Dictionary<string, string?>
            {
                ["Ecom:Refresh:Models:0"] = "itemknn",
                ["Ecom:Refresh:Augmenters:0"] = "none",
                ["Ecom:Refresh:MaximumTrials"] = "2",
                ["Ecom:Monitor:FeedbackThreshold"] = "6",
                ["Ecom:Monitor:Schedule"] = "",
            },
        };
        var first = await RunAsync(options);

        await using var app = WebHost.Create(options, "http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(Address(app)) };
        await EventuallyAsync(async () => (await client.GetAsync("/api/health/ready")).StatusCode == HttpStatusCode.OK, "ready");
        Assert.Equal(first, await ServedAsync(client));

        // The trainer made the index, and what is put now is found before anything is trained.
        Assert.True(File.Exists(Path.Combine(options.Artefacts, "default", "models", first!, "snapshot", "search", "search.json")));
        await client.PutAsJsonAsync("/api/products", new { products = new[] { new { itemId = "brand-new", title = "Zanzibar hammock", category = "garden" } } });
        Assert.Equal(["brand-new"], await ItemsAsync(client, "/api/search?q=zanzibar"));

        var before = await ListAsync(client, "U00001");
        var bought = before[0];
        await BuyAsync(client, "U00001", bought, "first");
        var after = await ListAsync(client, "U00001");
        Assert.DoesNotContain(bought, after);
        Assert.NotEqual(before.Skip(1).Take(after.Count - 1), after.Take(after.Count - 1));

        // Five more make six: the threshold.
        for (var i = 1; i < 6; i++) await BuyAsync(client, "U00001", before[i], $"more-{i}");
        string? second = null;
        await EventuallyAsync(async () => (second = await ServedAsync(client)) != first, "a new version is served");
        var run = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{second}");
        Assert.Equal("Refresh", run.GetProperty("report").GetProperty("kind").GetString());
        Assert.Contains("The served model carried on", run.GetProperty("report").GetProperty("decision").GetString(), StringComparison.Ordinal);
        Assert.Contains("6 new feedback events", run.GetProperty("reason").GetString(), StringComparison.Ordinal);
        // Bought items stay away under the new model too: they are part of its histories now.
        Assert.DoesNotContain(bought, await ListAsync(client, "U00001"));
        await app.StopAsync();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<string?> RunAsync(EmbeddedOptions options)
    {
        await using var host = await EmbeddedHost.StartAsync(options, CancellationToken.None);
        using var progress = new RunProgressView();
        var files = DumpFiles.From(
            [Path.Combine(_root, DemoShop.EventsFile)], [Path.Combine(_root, DemoShop.ProductsFile)], format: null, mapping: null);
        var outcome = await host.RunAsync(files, progress, CancellationToken.None);
        outcome.Request.Close();
        Assert.NotNull(outcome.Report.PromotedVersion);
        return outcome.Report.PromotedVersion;
    }

    private static async Task BuyAsync(HttpClient client, string user, string item, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/feedback")
        {
            Content = JsonContent.Create(new { events = new[] { new { kind = "Purchase", userId = user, itemId = item, time = DateTimeOffset.UtcNow } } }),
        };
        request.Headers.Add("Idempotency-Key", key);
        var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static Task<IReadOnlyList<string>> ListAsync(HttpClient client, string user) => ItemsAsync(client, $"/api/users/{user}/recommendations?n=10");

    private static async Task<IReadOnlyList<string>> ItemsAsync(HttpClient client, string path)
    {
        var list = await client.GetFromJsonAsync<JsonElement>(path);
        return [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()!)];
    }

    private static async Task<string?> ServedAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/popular?n=1")).GetProperty("modelVersion").GetString();

    private static async Task EventuallyAsync(Func<Task<bool>> holds, string what)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"in vain: {what}");
            await Task.Delay(200);
        }
    }

    private static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
