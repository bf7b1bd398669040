using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class RuleFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private RuleFunctions Functions => new(_app.Api);

    [Fact]
    public async Task Rules_that_were_put_are_read_and_shape_lists()
    {
        await _app.ServeAsync();
        Assert.Equal(0, (await _app.CallAsync(r => Functions.GetRules(r))).Json.GetProperty("version").GetInt32());
        Assert.Equal(200, (await _app.CallAsync(r => Functions.PutRules(r), "PUT", body: """{"pins":[{"itemId":"i7","position":1}]}""")).Status);
        Assert.Equal(1, (await _app.CallAsync(r => Functions.GetRules(r))).Json.GetProperty("version").GetInt32());
        Assert.Equal("i7", (await _app.CallAsync(r => new ReadFunctions(_app.Api).Recommend(r, "ann"), query: "?n=1")).Ids[0]);
    }

    [Fact]
    public async Task A_rule_that_makes_no_sense_is_refused() =>
        Assert.Equal(400, (await _app.CallAsync(r => Functions.PutRules(r), "PUT", body: """{"pins":[{"itemId":"i7","position":0}]}""")).Status);
}
