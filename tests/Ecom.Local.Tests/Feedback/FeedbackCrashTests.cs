using Ecom.CrashProbe;

namespace Ecom.Local.Tests.Feedback;

/// <summary>Feedback posted to the real host over HTTP while it is killed: what was acknowledged is counted, once.</summary>
public sealed class FeedbackCrashTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-feedback-crash-").FullName;

    [Fact]
    public async Task Every_acknowledged_event_is_counted_once_however_often_the_host_dies()
    {
        var result = await new FeedbackStorm(_folder, batchSize: 20, clients: 4, seed: 1).RunAsync(events: 3000, kills: 3, TextWriter.Null);
        Assert.Equal(3, result.Kills);
        Assert.Equal(3000, result.Acknowledged);
        Assert.Equal(0, result.Lost);
        Assert.Equal(3000, result.Counted);
        Assert.True(result.Records >= result.Counted);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
