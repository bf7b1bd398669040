using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class StorefrontFunctionsTests : IDisposable
{
    private const string View = """{"events":[{"kind":"View","itemId":"i7","sessionId":"0123456789abcdef"}]}""";

    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private StorefrontFunctions Functions => new(_app.Api);

    [Fact]
    public async Task A_token_opens_its_customers_list()
    {
        await _app.ServeAsync();
        var issued = await _app.CallAsync(r => Functions.IssueToken(r), "POST", body: """{"userId":"ann","minutes":5}""");
        var bearer = ("Authorization", "Bearer " + issued.Json.GetProperty("token").GetString());
        Assert.Equal(["i1", "i2"], (await _app.CallAsync(r => Functions.StorefrontList(r), query: "?n=2", headers: bearer)).Ids);
        Assert.Equal(403, (await _app.CallAsync(r => Functions.StorefrontList(r), query: "?user=bob", headers: bearer)).Status);
        Assert.Equal(401, (await _app.CallAsync(r => Functions.StorefrontList(r), query: "?user=ann")).Status);
    }

    [Fact]
    public async Task A_visitors_events_are_taken_and_a_login_takes_a_token()
    {
        await _app.ServeAsync();
        Assert.Equal(202, (await _app.CallAsync(r => Functions.StorefrontEvents(r), "POST", body: View)).Status);
        Assert.Equal(401, (await _app.CallAsync(r => Functions.StorefrontMerge(r), "POST", body: """{"sessionId":"0123456789abcdef"}""")).Status);
    }

    [Fact]
    public async Task A_browser_may_ask_before_it_sends() =>
        Assert.InRange((await _app.CallAsync(r => Functions.StorefrontPreflight(r, "events"), "OPTIONS", headers: ("Origin", "https://shop.example"))).Status, 200, 299);
}
