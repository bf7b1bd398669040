using System.Collections.Concurrent;
using System.Text.Json;
using Ecom.HttpContract;

namespace Ecom.Local.Tests.Web;

/// <summary>Versions are promoted and rolled back over HTTP while customers ask: no request fails, and no list mixes versions.</summary>
public sealed class ModelSwapTests : IDisposable
{
    private const int Clients = 8;
    private const int Swaps = 24;

    private static readonly string[] Paths =
        ["/api/users/ann/recommendations?n=5", "/api/users/bob/recommendations?n=5&category=audio", "/api/items/i0/similar?n=5", "/api/search?q=headphones&user=ann&n=4"];

    private readonly ContractShop _shop = new();

    [Fact]
    public async Task Swaps_under_load_fail_no_request_and_mix_no_list()
    {
        for (var version = 1; version <= 3; version++) await _shop.PublishAsync($"v{version}", favourite: version);
        await using var host = await EmbeddedContractHost.StartAsync(_shop);
        // What each version says, asked while nothing else happens.
        var truth = new Dictionary<(string Version, string Path), string>();
        for (var version = 1; version <= 3; version++)
        {
            Assert.Equal(200, (await host.PostAsync($"/api/models/v{version}/promote", null)).Status);
            foreach (var path in Paths) truth[($"v{version}", path)] = Content((await host.GetAsync(path)).Body);
        }
        Assert.Equal(3, Paths.Max(p => Enumerable.Range(1, 3).Select(v => truth[($"v{v}", p)]).Distinct().Count()));

        var wrong = new ConcurrentQueue<string>();
        var seen = new ConcurrentDictionary<string, int>();
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var k = client; !stop.IsCancellationRequested; k++)
            {
                var path = Paths[k % Paths.Length];
                using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
                var text = await response.Content.ReadAsStringAsync();
                if ((int)response.StatusCode != 200)
                {
                    wrong.Enqueue($"{(int)response.StatusCode} {path}");
                    continue;
                }
                var list = JsonDocument.Parse(text).RootElement;
                var version = list.GetProperty("modelVersion").GetString()!;
                seen.AddOrUpdate(version, 1, (_, n) => n + 1);
                if (!truth.TryGetValue((version, path), out var expected) || Content(list) != expected) wrong.Enqueue($"{version} {path}: {Content(list)}");
            }
        })).ToArray();
        for (var swap = 0; swap < Swaps; swap++)
        {
            var (status, body) = await host.PostAsync($"/api/models/v{1 + (swap % 3)}/promote", null);
            Assert.True(status == 200, body.ToString());
            var served = seen.Values.Sum();
            // On a slow machine too, every version answers some requests before the next one.
            while (seen.Values.Sum() < served + Clients && wrong.IsEmpty) await Task.Delay(1);
        }
        await stop.CancelAsync();
        await Task.WhenAll(clients);

        Assert.Empty(wrong);
        Assert.Equal(3, seen.Count);
        Assert.True(seen.Values.Sum() > Swaps, $"only {seen.Values.Sum()} requests were made");
    }

    public void Dispose() => _shop.Dispose();

    /// <summary>Everything of a list but its id.</summary>
    private static string Content(JsonElement list) => list.GetProperty("items").GetRawText();
}
