using System.Text.Json;
using Ecom.HttpContract;
using Ecom.Local.State;
using Ecom.Local.Tests.Web;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Storefront;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace Ecom.Browser.Tests;

/// <summary>The storefront's script in a real browser, on a page of another origin than the API's.</summary>
public sealed class StorefrontTests : IAsyncLifetime
{
    private const string Key = "a-storefront-key-of-32-characters";
    private readonly ContractShop _shop = new();
    private ContractHost? _host;
    private WebApplication? _page;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (InstalledBrowser.Path is null) return;
        await _shop.PublishAndPromoteAsync("v1");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _page = builder.Build();
        _page.Urls.Add("http://127.0.0.1:0");
        // The shop's own site: another origin than the API's.
        _page.MapGet("/product", () => Results.Content(
            $"<!DOCTYPE html><html lang=en><title>Shop</title><link rel=icon href='data:,'><script src='{Api}/assets/storefront.js'></script><p>Shop</p></html>", "text/html"));
        await _page.StartAsync();
        _host = await EmbeddedContractHost.StartAsync(_shop, o =>
        {
            o.Storefront.Keys.Add(Key);
            o.AllowedOrigins.Add(Site("localhost"));
        });
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = InstalledBrowser.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    [Fact]
    public async Task The_script_is_small() =>
        Assert.InRange((await File.ReadAllBytesAsync(Path.Combine(Root(), "src", "Ecom.Serving", "Pages", "Assets", "storefront.js"))).Length, 500, 3 * 1024);

    [SkippableFact]
    public async Task Events_arrive_once_batched_or_on_leaving()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("() => { for (let k = 0; k < 230; k++) ecom.track('View', `i${k % 9}`); }");
        await page.EvaluateAsync("() => ecom.flush()");
        // Not sent yet when the page is left: the beacon's.
        var list = await page.EvaluateAsync<string>("async () => { const list = await ecom.recommend({ n: 2 }); ecom.track('Cart', 'i7'); ecom.track('Click', 'i6', { listId: list.listId }); return list.listId; }");
        await page.GotoAsync("about:blank");
        var events = await LoggedAsync(232);
        Assert.Equal(232, events.Select(e => e.EventId).Distinct().Count());
        Assert.Equal(list, events.Single(e => e.Kind == Domain.EventKind.Click).ListId);
        Assert.Single(events.Select(e => e.SessionId).Distinct());
        Assert.All(events, e => Assert.Null(e.UserId));
    }

    [SkippableFact]
    public async Task What_the_server_cannot_take_now_goes_again_and_counts_once()
    {
        var page = await OpenAsync();
        var refused = 0;
        await page.RouteAsync("**/api/storefront/events", async route =>
        {
            if (refused++ == 0) await route.FulfillAsync(new RouteFulfillOptions { Status = 503, Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = Site("localhost") } });
            else await route.ContinueAsync();
        });
        await page.EvaluateAsync("() => { ecom.track('View', 'i1'); ecom.track('View', 'i2'); return ecom.flush(); }");
        Assert.Equal(2, (await LoggedAsync(2)).Count);
        Assert.Equal(2, refused);
    }

    [SkippableFact]
    public async Task A_login_merges_the_session_and_opens_the_customers_own_list_only()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("() => { ecom.track('View', 'i7'); return ecom.flush(); }");
        Assert.Equal(["i6", "i8"], await page.EvaluateAsync<string[]>("async () => (await ecom.recommend({ n: 2 })).items.map(i => i.itemId)"));
        await page.EvaluateAsync("token => ecom.login(token)", Token("newcomer", 60));
        await page.EvaluateAsync("() => localStorage.clear()");
        Assert.Equal(["i6", "i8"], await page.EvaluateAsync<string[]>("async () => (await ecom.recommend({ n: 2, user: 'newcomer' })).items.map(i => i.itemId)"));
        Assert.Equal("403", await page.EvaluateAsync<string>("() => ecom.recommend({ user: 'ann' }).catch(e => e.message)"));
        Assert.Contains((await LoggedAsync(2)), e => e.UserId == "newcomer" && e.ItemId == "i7");
    }

    [SkippableFact]
    public async Task An_expired_token_is_refused_and_renewed_where_the_shop_can()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("o => ecom.start(o)", new { url = Api, token = Token("ann", -1) });
        Assert.Equal("401", await page.EvaluateAsync<string>("() => ecom.recommend().catch(e => e.message)"));
        await page.EvaluateAsync("([url, old, fresh]) => ecom.start({ url, token: old, renew: async () => fresh })", new[] { Api, Token("ann", -1), Token("ann", 60) });
        Assert.Equal("i1", await page.EvaluateAsync<string>("async () => (await ecom.recommend({ n: 1 })).items[0].itemId"));
    }

    [SkippableFact]
    public async Task A_page_of_a_foreign_origin_reads_nothing()
    {
        var page = await OpenAsync("evil.localhost");
        Assert.Equal("refused", await page.EvaluateAsync<string>("() => ecom.recommend().then(() => 'read', () => 'refused')"));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        if (_page is not null) await _page.DisposeAsync();
        _shop.Dispose();
    }

    private string Api => _host!.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private string Site(string host) => $"http://{host}:{new Uri(_page!.Urls.Single()).Port}";

    private async Task<IPage> OpenAsync(string host = "localhost")
    {
        Skip.If(_browser is null, $"There is no Chromium here; {InstalledBrowser.Variable} may name one.");
        var page = await (await _browser.NewContextAsync()).NewPageAsync();
        await page.GotoAsync(Site(host) + "/product");
        await page.EvaluateAsync("o => ecom.start(o)", new { url = Api });
        return page;
    }

    private static string Token(string user, double minutes) =>
        new VisitorTokens(new StorefrontKeys(Options.Create(new Ecom.Serving.ServingOptions { Storefront = { Keys = { Key } } })), TimeProvider.System)
            .Sign(new VisitorToken(user, TimeProvider.System.GetUtcNow().AddMinutes(minutes)));

    /// <summary>Everything in the log, once it holds this many.</summary>
    private async Task<List<Domain.ShopEvent>> LoggedAsync(int atLeast)
    {
        for (var look = 0; ; look++)
        {
            var events = new List<Domain.ShopEvent>();
            foreach (var file in Directory.EnumerateFiles(Path.Combine(_shop.Folder, "feedback")).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Order())
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                while (await FeedbackFrames.ReadAsync(stream) is { } frame) events.AddRange(frame.Batch.Events);
            }
            if (events.Count >= atLeast || look == 300) return events;
            await Task.Delay(100);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EcomFunctions.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
