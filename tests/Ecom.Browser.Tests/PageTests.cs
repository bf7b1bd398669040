using Deque.AxeCore.Playwright;
using Ecom.HttpContract;
using Ecom.Local.Tests.Web;
using Ecom.Pipeline.Orchestration;
using Microsoft.Playwright;

namespace Ecom.Browser.Tests;

/// <summary>The pages in a real browser: nothing on the console, nothing axe-core objects to, nothing wider than the screen, and the main paths work.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private static readonly string[] _arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly ContractShop _shop = new();
    private readonly List<string> _complaints = [];
    private ContractHost? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (InstalledBrowser.Path is null) return;
        await _shop.PublishAndPromoteAsync("v1", favourite: 1);
        await _shop.PublishAndPromoteAsync("v2", favourite: 2);
        _shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Running);
        _shop.Orchestrations.AddRun("default", "r2", OrchestrationStatus.Failed, "The trainer failed.");
        _host = await EmbeddedContractHost.StartAsync(_shop);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = InstalledBrowser.Path, Args = _arguments });
    }

    [SkippableTheory]
    [InlineData("/", ColorScheme.Light, 1280)]
    [InlineData("/", ColorScheme.Dark, 360)]
    [InlineData("/try?user=ann", ColorScheme.Light, 360)]
    [InlineData("/try?q=headphonse&user=ann", ColorScheme.Dark, 1280)]
    [InlineData("/try?maxPrice=x", ColorScheme.Light, 1280)]
    [InlineData("/runs/r1", ColorScheme.Dark, 360)]
    [InlineData("/docs", ColorScheme.Light, 360)]
    [InlineData("/docs", ColorScheme.Dark, 1280)]
    public async Task A_page_is_clean(string path, ColorScheme scheme, int width)
    {
        var page = await OpenAsync(path, scheme, width);
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, wide);
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        Assert.Empty(_complaints);
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task The_dashboard_is_clean_with_an_experiment_too(ColorScheme scheme, int width)
    {
        Skip.If(_host is null, $"There is no Chromium here; {InstalledBrowser.Variable} may name one.");
        var arms = new[] { new { name = "today", modelVersion = "v1" }, new { name = "new", modelVersion = "v2" } };
        Assert.Equal(200, (await _host.PostAsync("/api/experiments", new { id = "e1", holdoutShare = .1, arms })).Status);
        for (var k = 0; k < 12; k++) await _host.GetAsync($"/api/users/c{k}/recommendations");
        var page = await OpenAsync("/", scheme, width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Serve arm new to everybody" }).WaitForAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty((await page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        Assert.Empty(_complaints);
    }

    [SkippableFact]
    public async Task A_customer_a_search_and_a_similar_product_can_be_tried()
    {
        var page = await OpenAsync("/", ColorScheme.Light, 1280);
        await page.GetByRole(AriaRole.Link, new() { Name = "Try it" }).ClickAsync();
        await page.GetByLabel("Customer").FillAsync("ann");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Because of Studio headphones black").First.WaitForAsync();
        await page.GetByLabel("Search for").FillAsync("headphonse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByText("Searched for").WaitForAsync();
        Assert.Equal(4, await page.Locator("ol.items li").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Similar to Travel headphones" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Similar to i2" }).WaitForAsync();
        Assert.Empty(_complaints);
    }

    [SkippableFact]
    public async Task One_button_rolls_back()
    {
        var page = await OpenAsync("/", ColorScheme.Light, 1280);
        await page.GetByRole(AriaRole.Button, new() { Name = "Serve version v1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Serve version v2" }).WaitForAsync();
        Assert.Equal("v1", (await _shop.Registry.CurrentAsync())!.Value.Current.Version);
        Assert.Empty(_complaints);
    }

    [SkippableFact]
    public async Task A_keyboard_reaches_the_content_first()
    {
        var page = await OpenAsync("/", ColorScheme.Light, 1280);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#main", page.Url, StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        _shop.Dispose();
    }

    private async Task<IPage> OpenAsync(string path, ColorScheme scheme, int width)
    {
        Skip.If(_browser is null, $"There is no Chromium here; {InstalledBrowser.Variable} may name one.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 800 }, BaseURL = _host!.Client.BaseAddress!.ToString(),
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.RequestFailed += (_, request) => _complaints.Add($"{request.Url} {request.Failure}");
        await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return page;
    }
}
