using Ecom.Domain;
using Ecom.Pipeline.Activities;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Ecom.Pipeline.Tests.Activities;

public sealed class ImportFeedbackTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecom-import-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_one_visitor_repeats_counts_a_few_times_a_day_and_the_rest_is_accounted_for()
    {
        var day = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ShopEvent Event(string id, EventKind kind, string user, string item, int days) =>
            new() { EventId = id, Kind = kind, Time = day.AddDays(days).AddHours(3), UserId = user, ItemId = item };
        var events = Enumerable.Range(0, 20).Select(k => Event($"a{k}", EventKind.Purchase, "script", "i1", 0))
            // Another day, product, kind and customer are not the script's.
            .Append(Event("b", EventKind.Purchase, "script", "i1", 1)).Append(Event("c", EventKind.Purchase, "script", "i2", 0))
            .Append(Event("d", EventKind.View, "script", "i1", 0)).Append(Event("e", EventKind.Purchase, "other", "i1", 0))
            // Sent again.
            .Append(Event("a0", EventKind.Purchase, "script", "i1", 0)).ToArray();
        var log = new Mock<IFeedbackLog>();
        log.Setup(l => l.ReadAsync(FeedbackPosition.Start, It.IsAny<CancellationToken>()))
            .Returns(new[] { new FeedbackRecord(new FeedbackPosition(1, 9), new FeedbackBatch { BatchId = "x", Received = day, Events = events }) }.ToAsyncEnumerable());
        using var dumps = new FolderBlobStore(Path.Combine(_root, "dumps"));
        using var artefacts = new FolderBlobStore(Path.Combine(_root, "artefacts"));
        var stores = new PipelineStores(dumps, artefacts);
        var time = new FakeTimeProvider(day);
        Assert.True(await new ImportFeedback(stores, new WorkFolders(Path.Combine(_root, "work")), log.Object, time).RunAsync(new RunStep("default", "r"), CancellationToken.None));

        var source = Assert.Single((await new DatasetStore(stores, ShopId.Default, time).CurrentAsync()).Sources);
        Assert.Equal((25, ImportFeedback.MostRepeatsADay + 4), (source.RowsIn, source.Accepted));
        Assert.Equal(new Dictionary<string, long> { ["exact-duplicate"] = 1, ["too-often"] = 20 - ImportFeedback.MostRepeatsADay }, source.Rejected);
        Assert.Equal(source.RowsIn, source.Accepted + source.Rejected.Values.Sum());
    }
}
