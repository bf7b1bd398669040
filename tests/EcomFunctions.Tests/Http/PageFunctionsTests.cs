using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class PageFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private PageFunctions Functions => new(_app.Api);

    [Fact]
    public async Task A_page_sends_whom_it_does_not_know_to_the_sign_in()
    {
        var answer = await _app.CallAsync(r => Functions.RunPage(r, "r1", _app.Durable), path: "/runs/r1");
        Assert.Equal((302, "/.auth/login/aad?post_login_redirect_uri=%2Fruns%2Fr1"), (answer.Status, answer.Location));
        Assert.Equal(302, (await _app.CallAsync(r => Functions.DashboardPage(r, _app.Durable))).Status);
        Assert.Equal(302, (await _app.CallAsync(r => Functions.TryPage(r), path: "/try")).Status);
    }

    [Fact]
    public async Task Pages_open_to_whom_has_signed_in()
    {
        await _app.ServeAsync();
        _app.Shop.Orchestrations.AddRun("default", "r1", OrchestrationStatus.Running);
        Assert.Contains("v1", (await _app.CallAsync(r => Functions.DashboardPage(r, _app.Durable), headers: HttpFixture.SignedIn())).Text, StringComparison.Ordinal);
        Assert.Contains("Run r1", (await _app.CallAsync(r => Functions.RunPage(r, "r1", _app.Durable), headers: HttpFixture.SignedIn())).Text, StringComparison.Ordinal);
        Assert.Contains("Studio headphones", (await _app.CallAsync(r => Functions.TryPage(r), query: "?user=ann", headers: HttpFixture.SignedIn())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_take_the_role()
    {
        const string form = "action=refresh&target=";
        Assert.Equal(401, (await _app.CallAsync(r => Functions.DashboardAction(r, _app.Durable), "POST", body: form, headers: HttpFixture.SignedIn())).Status);
        var pressed = await _app.CallAsync(r => Functions.DashboardAction(r, _app.Durable), "POST", body: form, headers: HttpFixture.Controller);
        Assert.Equal((303, "/"), (pressed.Status, pressed.Location));
        Assert.Equal(MonitorEvents.RefreshRequested, Assert.Single(_app.Shop.Orchestrations.Events).Event);
    }

    [Fact]
    public async Task Documentation_and_assets_are_open()
    {
        Assert.Contains("<!DOCTYPE html>", (await _app.CallAsync(r => Functions.ApiPage(r))).Text, StringComparison.Ordinal);
        Assert.Equal("3.1.1", (await _app.CallAsync(r => Functions.OpenApi(r))).Json.GetProperty("openapi").GetString());
        Assert.Equal(200, (await _app.CallAsync(r => Functions.Asset(r, "site.css"))).Status);
        Assert.Equal(404, (await _app.CallAsync(r => Functions.Asset(r, "../secrets"))).Status);
    }
}
