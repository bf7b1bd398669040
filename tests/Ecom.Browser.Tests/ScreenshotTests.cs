using Microsoft.Playwright;

namespace Ecom.Browser.Tests;

/// <summary>
/// Makes the pictures of the docs from a running host: <c>ECOM_SCREENSHOTS_OF=http://127.0.0.1:7071 dotnet test tests/Ecom.Browser.Tests --filter Screenshots</c>. Skipped
/// without the variable.
/// </summary>
public sealed class ScreenshotTests
{
    private const string Variable = "ECOM_SCREENSHOTS_OF";

    private static readonly (string Name, string Path, ColorScheme Scheme, int Width, int Height)[] _pictures =
    [
        ("dashboard", "/", ColorScheme.Light, 1200, 1500),
        ("dashboard-dark-phone", "/", ColorScheme.Dark, 390, 1200),
        ("try-customer", "/try?user=U00001", ColorScheme.Light, 1200, 900),
        ("try-search", "/try?q={word}&user=U00001", ColorScheme.Dark, 1200, 900),
        ("api", "/docs", ColorScheme.Light, 1200, 900),
    ];

    [SkippableFact]
    public async Task Screenshots()
    {
        var host = Environment.GetEnvironmentVariable(Variable);
        Skip.If(host is null, $"{Variable} names no running host.");
        Skip.If(InstalledBrowser.Path is null, $"There is no Chromium here; {InstalledBrowser.Variable} may name one.");
        var folder = Path.Combine(Root(), "docs", "images");
        Directory.CreateDirectory(folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = InstalledBrowser.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        foreach (var (name, path, scheme, width, height) in _pictures)
        {
            var page = await browser.NewPageAsync(new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = height }, BaseURL = host });
            await page.GotoAsync("/try");
            // Any word of any title finds something.
            var title = await page.Locator("ol.items strong").First.TextContentAsync() ?? "";
            await page.GotoAsync(path.Replace("{word}", Uri.EscapeDataString(title.Split(' ').MaxBy(w => w.Length)!), StringComparison.Ordinal));
            var file = Path.Combine(folder, name + ".png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
            Assert.True(new FileInfo(file).Length > 5000, $"{file} is empty");
            await page.CloseAsync();
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EcomFunctions.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
