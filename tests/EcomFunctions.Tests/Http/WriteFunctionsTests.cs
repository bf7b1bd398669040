using Ecom.Pipeline.Feedback;
using EcomFunctions.Http;
using Moq;

namespace EcomFunctions.Tests.Http;

public sealed class WriteFunctionsTests : IDisposable
{
    private readonly HttpFixture _app = new();

    public void Dispose() => _app.Dispose();

    private WriteFunctions Functions => new(_app.Api);

    [Fact]
    public async Task Feedback_is_accepted_once_it_is_in_the_log()
    {
        await _app.ServeAsync();
        var answer = await _app.CallAsync(r => Functions.SendFeedback(r), "POST", body: """{"events":[{"kind":"View","userId":"ann","itemId":"i1"}]}""");
        Assert.Equal(202, answer.Status);
        _app.Log.Verify(l => l.AppendAsync(It.Is<FeedbackBatch>(b => b.Events.Single().ItemId == "i1"), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Feedback_that_could_not_be_stored_is_not_accepted()
    {
        _app.Log.Setup(l => l.AppendAsync(It.IsAny<FeedbackBatch>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("away"));
        var answer = await _app.CallAsync(r => Functions.SendFeedback(r), "POST", body: """{"events":[{"kind":"View","userId":"ann","itemId":"i1"}]}""");
        Assert.Equal(500, answer.Status);
        Assert.Equal(400, (await _app.CallAsync(r => Functions.SendFeedback(r), "POST", body: "{")).Status);
    }

    [Fact]
    public async Task Products_are_served_at_once()
    {
        await _app.ServeAsync();
        Assert.Equal(200, (await _app.CallAsync(r => Functions.PutProducts(r), "PUT", body: """{"products":[{"itemId":"i1","deleted":true}]}""")).Status);
        Assert.DoesNotContain("i1", (await _app.CallAsync(r => new ReadFunctions(_app.Api).Popular(r))).Ids);
    }
}
