using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class ExperimentFunctionsTests : IDisposable
{
    private const string Start = """{"id":"e1","arms":[{"name":"plain"},{"name":"pinned","rules":{"pins":[{"itemId":"i8","position":1}]}}]}""";

    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private ExperimentFunctions Functions => new(_app.Api);

    [Fact]
    public async Task Starting_and_ending_take_a_key_of_the_products_own()
    {
        await _app.ServeAsync();
        Assert.Equal(401, (await _app.CallAsync(r => Functions.StartExperiment(r, _app.Durable), "POST", body: Start)).Status);
        Assert.Equal(200, (await _app.CallAsync(r => Functions.StartExperiment(r, _app.Durable), "POST", body: Start, headers: HttpFixture.Key)).Status);
        Assert.Equal(401, (await _app.CallAsync(r => Functions.EndExperiment(r, "e1", _app.Durable), "POST", body: "{}")).Status);
        Assert.Equal(200, (await _app.CallAsync(r => Functions.EndExperiment(r, "e1", _app.Durable), "POST", body: """{"promote":"pinned"}""", headers: HttpFixture.Key)).Status);
    }

    [Fact]
    public async Task Experiments_are_listed_and_shown()
    {
        await _app.ServeAsync();
        await _app.CallAsync(r => Functions.StartExperiment(r, _app.Durable), "POST", body: Start, headers: HttpFixture.Controller);
        Assert.Equal("e1", (await _app.CallAsync(r => Functions.ListExperiments(r))).Json.GetProperty("experiments")[0].GetProperty("id").GetString());
        Assert.Equal(2, (await _app.CallAsync(r => Functions.GetExperiment(r, "e1"))).Json.GetProperty("arms").GetArrayLength());
        Assert.Equal(404, (await _app.CallAsync(r => Functions.GetExperiment(r, "nothing"))).Status);
    }
}
