using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Ecom.Azurite.Tests.Azurite;
using Ecom.Data.Demo;
using Ecom.Domain;
using Ecom.Local.Hosting;
using Ecom.Local.Reporting;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Feedback.AzureStorage;
using Ecom.Pipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Azurite.Tests.Embedded;

/// <summary>A whole tiny shop on the account: <c>run --storage</c> with the real trainer on one machine, <c>serve --storage</c> on another, feedback, and a restart of both.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class EmbeddedOnAzuriteTests(AzuriteFixture azurite) : IDisposable
{
    private const string User = "U00001";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-account-").FullName;

    [SkippableFact]
    public async Task What_one_machine_trained_another_serves_and_a_restart_forgets_nothing()
    {
        DemoShop.Write(_root, new DemoShopOptions { Users = 60, Items = 40, Days = 40, SessionsPerUser = 6 });
        var version = await RunAsync(Options("trains"));

        string bought;
        await using (var app = await ServeAsync(Options("serves")))
        {
            using var client = Client(app);
            await ReadyAsync(client);
            Assert.Equal(version, (await client.GetFromJsonAsync<JsonElement>("/api/popular?n=1")).GetProperty("modelVersion").GetString());
            var list = await ListAsync(client);
            Assert.Equal(10, list.Count);
            bought = list[0];
            await BuyAsync(client, bought);
            Assert.DoesNotContain(bought, await ListAsync(client));
            await app.StopAsync();
        }
        await AssertKeptInTheAccountAsync(bought);

        await azurite.StopServerAsync();
        await azurite.StartServerAsync();

        // A third machine, which has never seen the shop.
        await using var again = await ServeAsync(Options("serves-later"));
        using var later = Client(again);
        await ReadyAsync(later);
        var served = await later.GetFromJsonAsync<JsonElement>($"/api/users/{User}/recommendations?n=10");
        Assert.Equal(version, served.GetProperty("modelVersion").GetString());
        Assert.DoesNotContain(bought, Ids(served));
        await again.StopAsync();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private EmbeddedOptions Options(string machine) => new()
    {
        DataDirectory = Path.Combine(_root, machine),
        Storage = azurite.ConnectionString,
        Settings = new Dictionary<string, string?>
        {
            ["Ecom:Refresh:Models:0"] = "itemknn", ["Ecom:Refresh:Augmenters:0"] = "none", ["Ecom:Refresh:MaximumTrials"] = "1", ["Ecom:Monitor:Schedule"] = "",
        },
    };

    private async Task<string> RunAsync(EmbeddedOptions options)
    {
        await using var host = await EmbeddedHost.StartAsync(options, CancellationToken.None);
        using var progress = new RunProgressView();
        var files = DumpFiles.From([Path.Combine(_root, DemoShop.EventsFile)], [Path.Combine(_root, DemoShop.ProductsFile)], format: null, mapping: null);
        var outcome = await host.RunAsync(files, progress, CancellationToken.None);
        outcome.Request.Close();
        Assert.NotNull(outcome.Report.PromotedVersion);
        // Nothing of the shop stays on the machine.
        foreach (var path in new[] { options.Dumps, options.Artefacts, options.Feedback, options.UserState }) Assert.False(Path.Exists(path), path);
        return outcome.Report.PromotedVersion;
    }

    private async Task AssertKeptInTheAccountAsync(string bought)
    {
        var container = azurite.Account.Container(PipelineStores.ArtefactsContainer);
        var prefix = new ShopPaths(ShopId.Default).FeedbackLog;
        var segments = new List<BlobItem>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix + "/", default)) segments.Add(blob);
        Assert.Equal(BlobType.Append, Assert.Single(segments).Properties.BlobType);

        var batches = new List<FeedbackRecord>();
        await foreach (var record in new AppendBlobFeedbackLog(container, prefix).ReadAsync(FeedbackPosition.Start)) batches.Add(record);
        var purchase = Assert.Single(Assert.Single(batches).Batch.Events);
        Assert.Equal((EventKind.Purchase, User, bought), (purchase.Kind, purchase.UserId, purchase.ItemId));

        var state = await new TableUserState(azurite.Account.Table(TableUserState.TableName), ShopId.Default).GetAsync(UserKeys.Of(purchase)!);
        Assert.Contains(bought, state.Events.Select(e => e.ItemId));
    }

    private static async Task<WebApplication> ServeAsync(EmbeddedOptions options)
    {
        var app = WebHost.Create(options, "http://127.0.0.1:0");
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app) =>
        new() { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

    private static async Task ReadyAsync(HttpClient client)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while ((await client.GetAsync(new Uri("/api/health/ready", UriKind.Relative))).StatusCode != HttpStatusCode.OK)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "no model is served");
            await Task.Delay(200);
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(HttpClient client) =>
        Ids(await client.GetFromJsonAsync<JsonElement>($"/api/users/{User}/recommendations?n=10"));

    private static IReadOnlyList<string> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()!)];

    private static async Task BuyAsync(HttpClient client, string item)
    {
        var answer = await client.PostAsJsonAsync("/api/feedback", new { events = new[] { new { kind = "Purchase", userId = User, itemId = item, time = DateTimeOffset.UtcNow } } });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
