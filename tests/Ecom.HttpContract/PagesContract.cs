using System.Net;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Serving.Http;

namespace Ecom.HttpContract;

/// <summary>The pages for people.</summary>
public abstract class PagesContract : HttpContract
{
    [Theory]
    [InlineData("/")]
    [InlineData("/try")]
    [InlineData("/docs")]
    public async Task Pages_need_nothing_from_elsewhere(string path)
    {
        await using var host = await StartAsync();
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", html.TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain("=\"http", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var asset in new[] { "/assets/site.css", "/assets/site.js" })
        {
            Assert.Contains(asset, html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(new Uri(asset, UriKind.Relative))).StatusCode);
        }
    }

    [Fact]
    public async Task The_dashboard_shows_versions_and_runs_and_rolls_back_with_one_button()
    {
        await Shop.PublishAndPromoteAsync("v1", favourite: 1);
        await Shop.PublishAndPromoteAsync("v2", favourite: 2);
        Shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Running);
        await using var host = await StartAsync();
        var html = await host.Client.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.Contains("Serve version v1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Serve version v2", html, StringComparison.Ordinal);
        Assert.Contains("1 of 3</progress>", html, StringComparison.Ordinal);

        await PressAsync(host, "promote", "v1");
        Assert.Equal(["i1"], await host.ListAsync("/api/users/ann/recommendations?n=1"));
        await PressAsync(host, "refresh", "");
        await PressAsync(host, "cancel", "r1");
        Assert.Equal([MonitorEvents.RefreshRequested, RefreshEvents.Cancel], Shop.Orchestrations.Events.Select(e => e.Event));
        Assert.Contains("Run r1", await host.Client.GetStringAsync(new Uri("/runs/r1", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_shop_wrote_is_text_on_the_page()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        await host.SendAsync(HttpMethod.Put, "/api/products", new { products = new[] { new { itemId = "i1", title = "<script>alert(1)</script>" } } });
        var html = await host.Client.GetStringAsync(new Uri("/try?user=ann", UriKind.Relative));
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.Contains("Because of Studio headphones black", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("must be a number", await host.Client.GetStringAsync(new Uri("/try?maxPrice=x", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_asks_for_the_key()
    {
        await using var host = await StartAsync(o => o.Keys.Add(new ApiKey { Name = "page", Key = "page-key-0123456789", Scopes = [ApiScope.Read] }));
        using var refused = await host.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("me:page-key-0123456789"u8));
        using var opened = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Equal(200, (await host.GetAsync("/openapi.json")).Status);
    }

    private static async Task PressAsync(ContractHost host, string action, string target)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["action"] = action, ["target"] = target });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = form };
        request.Headers.Add("Origin", "https://evil.example");
        using var foreign = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);

        using var again = new FormUrlEncodedContent(new Dictionary<string, string> { ["action"] = action, ["target"] = target });
        using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), again);
        // A client that follows redirects ends on the page.
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther, $"{response.StatusCode}");
    }
}
