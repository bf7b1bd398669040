using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Ecom.Azurite.Tests.Azurite;
using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Feedback.AzureStorage;
using Ecom.PortContracts.Feedback;

namespace Ecom.Azurite.Tests.Feedback;

[Collection(AzuriteCollection.Name)]
public sealed class AppendBlobFeedbackLogTests(AzuriteFixture azurite) : FeedbackLogContract
{
    private const string Prefix = "shop-one/feedback";
    private BlobContainerClient? _container;

    private BlobContainerClient Container => _container ??= azurite.NewContainer();

    protected override Task<IFeedbackLog> OpenAsync() => Task.FromResult<IFeedbackLog>(new AppendBlobFeedbackLog(Container, Prefix));

    [SkippableFact]
    public async Task A_full_segment_is_sealed_and_followed_by_another()
    {
        var log = Log(rollAt: 3);
        for (var i = 0; i < 8; i++) await log.AppendAsync(One(i));

        Assert.Equal(["00000000.log", "00000001.log", "00000002.log"], await SegmentsAsync());
        Assert.Equal(Ids(8), await ReadIdsAsync(log));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Segment(0).AppendBlockAsync(new MemoryStream([1])));
        Assert.Equal(BlobErrorCode.LeaseIdMissing, refused.ErrorCode);
    }

    [SkippableFact]
    public async Task An_instance_that_missed_the_roll_goes_on_in_the_new_segment()
    {
        var late = Log(rollAt: 100);
        await late.AppendAsync(One(0));
        var other = Log(rollAt: 2);
        await other.AppendAsync(One(1));
        var position = await late.AppendAsync(One(2));
        Assert.Equal(1, position.Segment);
        Assert.Equal(Ids(3), await ReadIdsAsync(late));
    }

    [SkippableFact]
    public async Task A_sealer_that_died_before_making_the_successor_stops_nobody()
    {
        var log = Log(rollAt: 100);
        await log.AppendAsync(One(0));
        await Segment(0).GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(-1));
        Assert.Equal(1, (await log.AppendAsync(One(1))).Segment);
        Assert.Equal(Ids(2), await ReadIdsAsync(Log(rollAt: 100)));
    }

    [SkippableFact]
    public async Task Racing_instances_roll_together_and_lose_nothing()
    {
        var logs = Enumerable.Range(0, 4).Select(_ => Log(rollAt: 4)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => logs[i % 4].AppendAsync(One(i)))));
        var read = await ReadIdsAsync(logs[0]);
        Assert.Equal(Ids(40).Order(), read.Order());
    }

    [SkippableFact]
    public async Task A_reader_from_any_place_gets_the_rest_over_segments()
    {
        var log = Log(rollAt: 2);
        var places = new List<FeedbackPosition>();
        for (var i = 0; i < 7; i++) places.Add(await log.AppendAsync(One(i)));
        Assert.Equal(places.Order(), places);
        for (var i = 0; i < 7; i++)
            Assert.Equal(Ids(7).Skip(i + 1), (await ReadAsync(log, places[i])).Select(r => r.Batch.BatchId));
    }

    [SkippableFact]
    public async Task Batches_that_wait_go_in_one_block()
    {
        var log = Log(rollAt: 1000);
        await log.AppendAsync(One(0));
        var places = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => log.AppendAsync(One(i))));
        Assert.Equal(200, places.Distinct().Count());
        Assert.Equal(Ids(201), await ReadIdsAsync(log));
        var blocks = (await Segment(0).GetPropertiesAsync()).Value.BlobCommittedBlockCount;
        Assert.InRange(blocks, 2, 100);
    }

    private AppendBlobFeedbackLog Log(int rollAt) => new(Container, Prefix, rollAt);

    private AppendBlobClient Segment(int number) => Container.GetAppendBlobClient($"{Prefix}/{number:D8}.log");

    private async Task<string[]> SegmentsAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix + "/", default)) names.Add(Path.GetFileName(blob.Name));
        return [.. names];
    }

    private static async Task<string[]> ReadIdsAsync(AppendBlobFeedbackLog log) => [.. (await ReadAsync(log, FeedbackPosition.Start)).Select(r => r.Batch.BatchId)];

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static FeedbackBatch One(int id) => new()
    {
        BatchId = id.ToString(CultureInfo.InvariantCulture), Received = DateTimeOffset.UnixEpoch,
        Events = [new ShopEvent { EventId = $"e{id}", Kind = EventKind.View, UserId = "u", ItemId = "i", Time = DateTimeOffset.UnixEpoch }],
    };
}
