using Ecom.Domain;
using Ecom.HttpContract;
using Ecom.Local.Web;
using Ecom.Serving.Http;

namespace Ecom.Local.Tests.Web;

public sealed class EmbeddedWebTests : IDisposable
{
    private readonly ContractShop _shop = new();

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:9999", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:80", 200)]
    [InlineData("shop.internal", 200)]
    public async Task Answers_to_its_own_names_only(string host, int expected)
    {
        await using var running = await EmbeddedContractHost.StartAsync(_shop, o => o.AllowedHosts.Add("shop.internal"));
        Assert.Equal(expected, (await running.GetAsync("/api/health/live", ("Host", host))).Status);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("DELETE", "/api/feedback", 405)]
    [InlineData("GET", "/nothing", 404)]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, int expected)
    {
        await using var running = await EmbeddedContractHost.StartAsync(_shop);
        var (status, body) = await running.SendAsync(new HttpMethod(method), path);
        Assert.Equal(expected, status);
        Assert.Equal(expected, body.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("http://0.0.0.0:7071")]
    [InlineData("http://*:7071")]
    [InlineData("http://+:7071")]
    [InlineData("http://[::]:7071")]
    [InlineData("http://192.168.1.5:7071")]
    [InlineData("http://127.0.0.1:1;http://shop.example:2")]
    public void Another_address_needs_a_key(string urls)
    {
        Assert.Throws<InputException>(() => Build(urls, withKey: false).UseEmbeddedWeb());
        Build(urls, withKey: true).UseEmbeddedWeb();
    }

    [Theory]
    [InlineData("")]
    [InlineData("7071")]
    [InlineData("ftp://127.0.0.1")]
    public void What_is_no_address_is_refused(string urls) => Assert.Throws<InputException>(() => BoundAddress.Parse(urls));

    [Fact]
    public void A_short_key_is_refused_at_the_start()
    {
        var app = Build(EmbeddedWeb.DefaultUrls, withKey: true, key: "short");
        Assert.Contains("fewer than", Assert.Throws<InputException>(() => app.UseEmbeddedWeb()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _shop.Dispose();

    private static Microsoft.AspNetCore.Builder.WebApplication Build(string urls, bool withKey, string key = "a-key-0123456789ab")
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder();
        builder.AddEmbeddedWeb(urls);
        if (withKey)
            Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<Ecom.Serving.ServingOptions>(
                builder.Services, o => o.Keys.Add(new ApiKey { Name = "k", Key = key, Scopes = [ApiScope.Read] }));
        return builder.Build();
    }
}
