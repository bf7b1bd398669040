using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class ControlFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private ControlFunctions Functions => new(_app.Api);

    [Fact]
    public async Task The_platforms_keys_open_nothing()
    {
        Assert.Equal(401, (await _app.CallAsync(r => Functions.StartRun(r, _app.Durable), "POST")).Status);
        Assert.Equal(401, (await _app.CallAsync(r => Functions.CancelRun(r, "r1", _app.Durable), "POST", headers: ("x-functions-key", "master"))).Status);
        Assert.Equal(401, (await _app.CallAsync(r => Functions.PromoteModel(r, "v1", _app.Durable), "POST", query: "?code=master")).Status);
        Assert.Equal(401, (await _app.CallAsync(r => Functions.StartRun(r, _app.Durable), "POST", headers: ("X-Api-Key", "another-key-of-24-charact"))).Status);
        Assert.Equal(401, (await _app.CallAsync(r => Functions.StartRun(r, _app.Durable), "POST", headers: HttpFixture.SignedIn())).Status);
        Assert.Empty(_app.Shop.Orchestrations.Events);
    }

    [Fact]
    public async Task A_key_of_the_products_own_starts_and_cancels()
    {
        _app.Shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Running);
        var started = await _app.CallAsync(r => Functions.StartRun(r, _app.Durable), "POST", headers: HttpFixture.Key);
        Assert.Equal(202, started.Status);
        Assert.StartsWith("/api/runs/", started.Location, StringComparison.Ordinal);
        Assert.Equal(202, (await _app.CallAsync(r => Functions.CancelRun(r, "r1", _app.Durable), "POST", headers: HttpFixture.Key)).Status);
        Assert.Equal([MonitorEvents.RefreshRequested, RefreshEvents.Cancel], _app.Shop.Orchestrations.Events.Select(e => e.Event));
    }

    [Fact]
    public async Task The_role_promotes()
    {
        await _app.ServeAsync();
        await _app.Shop.PublishAsync("v2", favourite: 2);
        var answer = await _app.CallAsync(r => Functions.PromoteModel(r, "v2", _app.Durable), "POST", headers: HttpFixture.Controller);
        Assert.Equal((200, "v2"), (answer.Status, answer.Json.GetProperty("version").GetString()));
        Assert.Equal(404, (await _app.CallAsync(r => Functions.PromoteModel(r, "v9", _app.Durable), "POST", headers: HttpFixture.Controller)).Status);
    }
}
