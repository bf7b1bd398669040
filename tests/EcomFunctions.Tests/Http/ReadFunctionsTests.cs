using Ecom.Pipeline.Orchestration;
using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class ReadFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private ReadFunctions Functions => new(_app.Api);

    [Fact]
    public async Task Lists_come_from_the_served_model()
    {
        await _app.ServeAsync();
        Assert.Equal(["i1", "i2"], (await _app.CallAsync(r => Functions.Recommend(r, "ann"), query: "?n=2")).Ids);
        Assert.Equal(["i1", "i2"], (await _app.CallAsync(r => Functions.Similar(r, "i0"), query: "?n=2")).Ids);
        Assert.Equal(["i0", "i1"], (await _app.CallAsync(r => Functions.Popular(r), query: "?n=2")).Ids);
    }

    [Fact]
    public async Task Runs_are_asked_of_durable()
    {
        _app.Shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Running);
        var list = await _app.CallAsync(r => Functions.ListRuns(r, _app.Durable));
        Assert.Equal("r1", list.Json.GetProperty("runs")[0].GetProperty("id").GetString());
        Assert.Equal("Running", (await _app.CallAsync(r => Functions.GetRun(r, "r1", _app.Durable))).Json.GetProperty("status").GetString());
        Assert.Equal(404, (await _app.CallAsync(r => Functions.GetRun(r, "r2", _app.Durable))).Status);
    }

    [Fact]
    public async Task Versions_are_listed()
    {
        await _app.ServeAsync();
        Assert.Equal("v1", (await _app.CallAsync(r => Functions.ListModels(r))).Json.GetProperty("models")[0].GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_key_of_the_products_own_opens_no_more_than_its_scopes() =>
        Assert.Equal(403, (await _app.CallAsync(r => Functions.ListModels(r), headers: HttpFixture.Key)).Status);
}
