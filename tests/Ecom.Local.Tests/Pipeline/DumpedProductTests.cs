using System.Diagnostics;
using System.Globalization;
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
using Xunit.Abstractions;

namespace Ecom.Local.Tests.Pipeline;

/// <summary>A products dump laid into the folder of a running shop: found and recommended before anything is trained.</summary>
public sealed class DumpedProductTests(ITestOutputHelper output) : IDisposable
{
    // Far above what it takes, so that a busy machine fails nothing; the time taken is written out.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-dumped-").FullName;

    [Fact]
    public async Task A_dumped_product_is_found_and_recommended_before_any_training()
    {
        DemoShop.Write(_root, new DemoShopOptions { Users = 80, Items = 60, Days = 60, SessionsPerUser = 6 });
        var options = new EmbeddedOptions
        {
            DataDirectory = Path.Combine(_root, "shop"),
            Settings = new Dictionary<string, string?>
            {
                ["Ecom:Refresh:Models:0"] = "itemknn",
                ["Ecom:Refresh:Augmenters:0"] = "none",
                ["Ecom:Refresh:MaximumTrials"] = "1",
                ["Ecom:Monitor:QuietPeriod"] = "01:00:00",
                ["Ecom:Monitor:MaximumWait"] = "01:00:00",
                ["Ecom:Monitor:Schedule"] = "",
            },
        };
        await RunAsync(options);
        await using var app = WebHost.Create(options, "http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        await EventuallyAsync(async () => (await client.GetAsync("/api/health/ready")).StatusCode == HttpStatusCode.OK, "ready");
        var before = await client.GetFromJsonAsync<JsonElement>("/api/users/U00001/recommendations?n=20");
        var liked = before.GetProperty("items")[0];

        // A new edition of what the model recommends to the customer first.
        var row = string.Join(',', "zanzibar", Quoted(liked, "title") + " zanzibar", Quoted(liked, "category"), Quoted(liked, "brand"), liked.GetProperty("price").GetDouble().ToString(CultureInfo.InvariantCulture));
        var clock = Stopwatch.StartNew();
        await File.WriteAllTextAsync(Path.Combine(options.Dumps, "new-products.csv"), $"product_id,title,category,brand,price\n{row}\n");
        await EventuallyAsync(async () => (await ItemsAsync(client, "/api/search?q=zanzibar")).Contains("zanzibar"), "found");
        output.WriteLine($"found after {clock.Elapsed.TotalSeconds:0.0} s");
        await EventuallyAsync(async () => (await ItemsAsync(client, "/api/users/U00001/recommendations?n=20")).Contains("zanzibar"), "recommended");
        output.WriteLine($"recommended after {clock.Elapsed.TotalSeconds:0.0} s");

        Assert.Equal("zanzibar", (await ItemsAsync(client, "/api/new?n=1")).Single());
        var list = await client.GetFromJsonAsync<JsonElement>("/api/users/U00001/recommendations?n=20");
        Assert.Equal(before.GetProperty("modelVersion").GetString(), list.GetProperty("modelVersion").GetString());
        Assert.Equal("NewItem", list.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("itemId").GetString() == "zanzibar").GetProperty("reason").GetProperty("code").GetString());

        // What is put later goes over what was dumped.
        await client.PutAsJsonAsync("/api/products", new { products = new[] { new { itemId = "zanzibar", deleted = true } } });
        Assert.DoesNotContain("zanzibar", await ItemsAsync(client, "/api/new?n=20"));
        await app.StopAsync();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task RunAsync(EmbeddedOptions options)
    {
        await using var host = await EmbeddedHost.StartAsync(options, CancellationToken.None);
        using var progress = new RunProgressView();
        var files = DumpFiles.From([Path.Combine(_root, DemoShop.EventsFile)], [Path.Combine(_root, DemoShop.ProductsFile)], format: null, mapping: null);
        var outcome = await host.RunAsync(files, progress, CancellationToken.None);
        outcome.Request.Close();
        Assert.NotNull(outcome.Report.PromotedVersion);
    }

    private static string Quoted(JsonElement item, string field) => item.TryGetProperty(field, out var value) ? value.GetString()!.Replace(",", " ", StringComparison.Ordinal) : "";

    private static async Task<IReadOnlyList<string>> ItemsAsync(HttpClient client, string path)
    {
        var list = await client.GetFromJsonAsync<JsonElement>(path);
        return [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()!)];
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(clock.Elapsed < Patience, $"in vain: {what}");
            await Task.Delay(100);
        }
    }
}
