using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class ListFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private ListFunctions Functions => new(_app.Api);

    [Fact]
    public async Task What_a_visitor_did_is_in_the_request()
    {
        await _app.ServeAsync();
        var list = await _app.CallAsync(r => Functions.RecommendForSession(r), "POST", query: "?n=2", body: """{"events":[{"kind":"View","itemId":"i7"}]}""");
        Assert.Equal(["i6", "i8"], list.Ids);
        Assert.Equal(400, (await _app.CallAsync(r => Functions.RecommendForSession(r), "POST", body: """{"events":[{"kind":"View","itemId":""}]}""")).Status);
    }

    [Fact]
    public async Task Baskets_and_products_are_completed()
    {
        await _app.ServeAsync();
        var basket = await _app.CallAsync(r => Functions.RecommendForBasket(r), "POST", query: "?n=1", body: """{"items":["i0","i7"]}""");
        Assert.Equal(["i6"], basket.Ids);
        Assert.Equal("i6", (await _app.CallAsync(r => Functions.BoughtTogether(r, "i7"))).Ids[0]);
        Assert.Equal(404, (await _app.CallAsync(r => Functions.BoughtTogether(r, "nothing"))).Status);
    }

    [Fact]
    public async Task Many_customers_are_answered_in_one_call()
    {
        await _app.ServeAsync();
        Assert.Equal(200, (await _app.CallAsync(r => Functions.RecommendBatch(r), "POST", query: "?n=2", body: """{"userIds":["ann"]}""")).Status);
        Assert.Equal(400, (await _app.CallAsync(r => Functions.RecommendBatch(r), "POST", body: """{"userIds":[]}""")).Status);
    }

    [Fact]
    public async Task Trending_and_new_products_are_listed()
    {
        await _app.ServeAsync();
        Assert.Equal(200, (await _app.CallAsync(r => Functions.Trending(r), query: "?n=3")).Status);
        Assert.Equal(3, (await _app.CallAsync(r => Functions.New(r), query: "?n=3")).Ids.Length);
        Assert.Equal(400, (await _app.CallAsync(r => Functions.New(r), query: "?n=0")).Status);
    }
}
