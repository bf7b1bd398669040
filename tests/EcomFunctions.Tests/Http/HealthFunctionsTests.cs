using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class HealthFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private HealthFunctions Functions => new(_app.Api);

    [Fact]
    public async Task Alive_without_a_model_and_ready_with_one()
    {
        Assert.Equal(200, (await _app.CallAsync(r => Functions.Live(r))).Status);
        Assert.Equal(503, (await _app.CallAsync(r => Functions.Ready(r))).Status);
        await _app.ServeAsync();
        var ready = await _app.CallAsync(r => Functions.Ready(r));
        Assert.Equal((200, "v1"), (ready.Status, ready.Json.GetProperty("modelVersion").GetString()));
    }
}
