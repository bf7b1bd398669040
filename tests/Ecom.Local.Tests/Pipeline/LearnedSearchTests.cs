using System.Globalization;
using System.Text.Json;
using Ecom.Local.Hosting;
using Ecom.Local.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Local.Tests.Pipeline;

/// <summary>From a dump with searches to an order customers taught: each thing has a cover that the index likes better, and customers buy the thing.</summary>
public sealed class LearnedSearchTests : IDisposable
{
    private static readonly string[] _things = ["lamp", "table", "chair", "kettle", "carpet", "mirror", "shelf", "clock", "pillow", "curtain"];
    private static readonly string[] _colours = ["red", "blue", "green", "white", "black", "yellow"];
    private static readonly string[] _queries = [.. from colour in _colours from thing in _things select $"{colour} {thing}"];

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-learned-search-").FullName;

    [Fact]
    public async Task A_shops_own_searches_order_its_search()
    {
        var (events, products) = Write();
        var options = new EmbeddedOptions
        {
            DataDirectory = Path.Combine(_root, "shop"),
            Settings = new Dictionary<string, string?>
            {
                ["Ecom:Refresh:Models:0"] = "popularity", ["Ecom:Refresh:Augmenters:0"] = "none", ["Ecom:Refresh:MaximumTrials"] = "1",
                ["Ecom:Monitor:QuietPeriod"] = "01:00:00", ["Ecom:Monitor:MaximumWait"] = "01:00:00", ["Ecom:Monitor:Schedule"] = "",
            },
        };
        await using (var host = await EmbeddedHost.StartAsync(options, CancellationToken.None))
        {
            using var progress = new RunProgressView();
            var outcome = await host.RunAsync(DumpFiles.From([events], [products], format: null, mapping: null), progress, CancellationToken.None);
            outcome.Request.Close();
            Assert.NotNull(outcome.Report.PromotedVersion);
            Assert.True(outcome.Report.Search is { Kept: true, Queries: 55 }, outcome.Report.Search?.Reason);
        }
        await using var app = WebHost.Create(options, "http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        for (var wait = 0; wait < 600 && !(await client.GetAsync("/api/health/ready")).IsSuccessStatusCode; wait++) await Task.Delay(100);

        // The last queries were never written; their things are told from covers all the same.
        for (var q = _queries.Length - 5; q < _queries.Length; q++)
        {
            using var found = JsonDocument.Parse(await client.GetStringAsync($"/api/search?q={Uri.EscapeDataString(_queries[q])}"));
            Assert.Equal("Learned", found.RootElement.GetProperty("ranker").GetString());
            Assert.Equal([$"thing{q}", $"cover{q}"], found.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()));
        }
        await app.StopAsync();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private (string Events, string Products) Write()
    {
        var products = Path.Combine(_root, "products.csv");
        File.WriteAllLines(products, _queries.SelectMany((q, i) => new[]
        {
            $"thing{i},\"{q}, large\",home,10,A fine piece of work", $"cover{i},{q} cover for {q},home,10,{q} {q}",
        }).Prepend("product_id,title,category,price,description"));
        List<string> lines = ["event_time,event_type,user_id,session_id,product_id,query,quantity,price"];
        var time = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        void Add(string kind, int user, string session, string item, string query = "")
        {
            time = time.AddMinutes(1);
            var bought = kind == "purchase" ? "1,10" : ",";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC,{kind},u{user},{session},{item},{query},{bought}"));
        }
        // Things and covers are equally popular at first.
        for (var v = 0; v < 400; v++) Add("view", v % 40, $"v{v}", $"{(v % 2 == 0 ? "thing" : "cover")}{v / 2 % _queries.Length}");
        for (var q = 0; q < _queries.Length - 5; q++)
        {
            Add("search", q % 40, $"s{q}", "", _queries[q]);
            Add("view", q % 40, $"s{q}", $"thing{q}");
            Add("purchase", q % 40, $"s{q}", $"thing{q}");
        }
        var events = Path.Combine(_root, "events.csv");
        File.WriteAllLines(events, lines);
        return (events, products);
    }
}
