using EcomFunctions.Http;

namespace EcomFunctions.Tests.Http;

public sealed class SearchFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private SearchFunctions Functions => new(_app.Api);

    [Fact]
    public async Task Queries_are_answered_and_completed()
    {
        await _app.ServeAsync();
        Assert.Equal(["i4", "i5"], (await _app.CallAsync(r => Functions.Search(r), query: "?q=speaker")).Ids.Order());
        var suggestions = await _app.CallAsync(r => Functions.Suggest(r), query: "?q=studio+he");
        Assert.Equal("studio headphones", suggestions.Json.GetProperty("queries")[0].GetString());
        Assert.Equal(400, (await _app.CallAsync(r => Functions.Search(r))).Status);
    }

    [Fact]
    public async Task Synonyms_that_were_put_are_read_and_used()
    {
        await _app.ServeAsync();
        Assert.Equal(200, (await _app.CallAsync(r => Functions.PutSynonyms(r), "PUT", body: """{"rules":["loudspeaker, speaker"]}""")).Status);
        Assert.Equal("loudspeaker, speaker", (await _app.CallAsync(r => Functions.GetSynonyms(r))).Json.GetProperty("rules")[0].GetString());
        Assert.Equal(["i4", "i5"], (await _app.CallAsync(r => Functions.Search(r), query: "?q=loudspeaker")).Ids.Order());
        Assert.Equal(400, (await _app.CallAsync(r => Functions.PutSynonyms(r), "PUT", body: """{"rules":["alone"]}""")).Status);
    }
}
