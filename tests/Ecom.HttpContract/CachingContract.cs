using System.Net;
using Ecom.Pipeline.Orchestration;

namespace Ecom.HttpContract;

/// <summary>Entity tags, cache headers, conditional changes and pages.</summary>
public abstract class CachingContract : HttpContract
{
    [Theory]
    [InlineData("/api/popular")]
    [InlineData("/api/trending")]
    [InlineData("/api/new")]
    [InlineData("/api/items/i7/similar")]
    [InlineData("/api/items/i7/bought-together")]
    [InlineData("/api/search/suggestions?q=pa")]
    [InlineData("/api/search/synonyms")]
    [InlineData("/api/rules")]
    [InlineData("/api/runs")]
    [InlineData("/api/runs/r1")]
    [InlineData("/api/models")]
    [InlineData("/api/experiments")]
    [InlineData("/openapi.json")]
    [InlineData("/assets/storefront.js")]
    public async Task What_has_not_changed_is_not_sent_again(string path)
    {
        await Shop.PublishAndPromoteAsync("v1");
        Shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Completed);
        await using var host = await StartAsync();
        using var first = await SendAsync(host, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var tag = first.Headers.ETag!.ToString();
        var content = await first.Content.ReadAsStringAsync();
        Assert.NotEmpty(content);
        Assert.Contains(first.Headers.CacheControl!.ToString(), new[] { "no-cache, private", "public, max-age=300" });
        using var again = await SendAsync(host, HttpMethod.Get, path, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync()));
        Assert.Equal(tag, again.Headers.ETag!.ToString());
        using var any = await SendAsync(host, HttpMethod.Get, path, ("If-None-Match", $"\"other\", {tag}"));
        Assert.Equal(HttpStatusCode.NotModified, any.StatusCode);
        using var other = await SendAsync(host, HttpMethod.Get, path, ("If-None-Match", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(content.Length, (await other.Content.ReadAsStringAsync()).Length);
    }

    [Fact]
    public async Task A_change_changes_the_tag()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        using var before = await SendAsync(host, HttpMethod.Get, "/api/popular?n=3");
        await host.SendAsync(HttpMethod.Put, "/api/products", new { products = new[] { new { itemId = "i1", price = 21.5 } } });
        using var after = await SendAsync(host, HttpMethod.Get, "/api/popular?n=3", ("If-None-Match", before.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Fact]
    public async Task What_is_personal_or_wrong_is_kept_by_nobody()
    {
        await Shop.PublishAndPromoteAsync("v1");
        await using var host = await StartAsync();
        foreach (var path in new[] { "/api/users/ann/recommendations", "/api/search?q=pan&user=ann", "/api/health/ready", "/", "/api/items/nothing/similar", "/api/popular?n=0" })
        {
            using var answer = await SendAsync(host, HttpMethod.Get, path);
            Assert.True(answer.Headers.CacheControl!.NoStore, path);
            Assert.Null(answer.Headers.ETag);
        }
    }

    [Theory]
    [InlineData("/api/rules", """{"pins":[{"itemId":"i5","position":1}]}""", """{"pins":[{"itemId":"i6","position":1}]}""")]
    [InlineData("/api/search/synonyms", """{"rules":["sofa, couch"]}""", """{"rules":["pan, skillet"]}""")]
    public async Task A_change_to_another_state_than_the_stored_one_is_refused(string path, string first, string second)
    {
        await using var host = await StartAsync();
        using var nothing = await SendAsync(host, HttpMethod.Get, path);
        using (var early = await PutAsync(host, path, first, "*")) Assert.Equal(HttpStatusCode.PreconditionFailed, early.StatusCode);
        using var made = await PutAsync(host, path, first, nothing.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        using var read = await SendAsync(host, HttpMethod.Get, path);
        Assert.Equal(made.Headers.ETag, read.Headers.ETag);
        // Somebody else was faster.
        using var theirs = await PutAsync(host, path, second, read.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, theirs.StatusCode);
        using var late = await PutAsync(host, path, first, read.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("application/problem+json", late.Content.Headers.ContentType?.MediaType);
        Assert.Contains(second.Contains("i6", StringComparison.Ordinal) ? "i6" : "skillet", (await host.GetAsync(path)).Body.GetRawText(), StringComparison.Ordinal);
        using var forced = await PutAsync(host, path, first, "*");
        Assert.Equal(HttpStatusCode.OK, forced.StatusCode);
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Put, path, new StringContent(second, System.Text.Encoding.UTF8, "application/json"))).Status);
    }

    [Fact]
    public async Task Lists_that_grow_come_in_pages()
    {
        foreach (var version in new[] { "v1", "v2", "v3" }) await Shop.PublishAsync(version);
        for (var k = 1; k <= 5; k++) Shop.Orchestrations.AddRun("default", $"r{k}", OrchestrationStatus.Completed);
        await using var host = await StartAsync();
        Assert.Equal(["v3,v2", "v1"], await PagesAsync("/api/models?limit=2", "models", "version"));
        Assert.Equal(["r5,r4", "r3,r2", "r1"], await PagesAsync("/api/runs?limit=2", "runs", "id"));
        Assert.Equal(["r5,r4,r3,r2,r1"], await PagesAsync("/api/runs?limit=5", "runs", "id"));
        Assert.Equal(0, (await host.GetAsync("/api/models?before=v9")).Body.GetProperty("models").GetArrayLength());
        Assert.Equal(400, (await host.GetAsync("/api/models?limit=0")).Status);

        async Task<List<string>> PagesAsync(string path, string list, string id)
        {
            var pages = new List<string>();
            string? next = null;
            do
            {
                var (_, body) = await host.GetAsync(next is null ? path : $"{path}&before={next}");
                pages.Add(string.Join(',', body.GetProperty(list).EnumerateArray().Select(e => e.GetProperty(id).GetString())));
                next = body.TryGetProperty("next", out var cursor) ? cursor.GetString() : null;
            }
            while (next is not null);
            return pages;
        }
    }

    private static Task<HttpResponseMessage> PutAsync(ContractHost host, string path, string body, string ifMatch) =>
        SendAsync(host, HttpMethod.Put, path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), ("If-Match", ifMatch));

    private static Task<HttpResponseMessage> SendAsync(ContractHost host, HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(host, method, path, null, headers);

    private static async Task<HttpResponseMessage> SendAsync(ContractHost host, HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await host.Client.SendAsync(request);
    }
}
