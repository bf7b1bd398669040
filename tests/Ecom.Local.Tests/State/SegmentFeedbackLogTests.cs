using Ecom.Domain;
using Ecom.Local.State;
using Ecom.Pipeline.Feedback;

namespace Ecom.Local.Tests.State;

public sealed class SegmentFeedbackLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Cuts_a_torn_tail_at_any_byte_and_sets_it_aside()
    {
        await WriteAsync("a", "b");
        var file = _folder.File("00000000.log");
        var whole = await File.ReadAllBytesAsync(file);
        var first = FeedbackFrames.Write(Batch("a")).Length;
        foreach (var length in new[] { first + 1, first + 7, first + 8, first + 20, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(file, whole[..length]);

            Assert.Equal(["a"], await ReadAsync());
            Assert.Equal(first, new FileInfo(file).Length);
            Assert.Equal(whole[first..length], await File.ReadAllBytesAsync(_folder.File($"00000000.{first}.torn")));
            await WriteAsync("c");
            Assert.Equal(["a", "c"], await ReadAsync());
        }
    }

    [Fact]
    public async Task Stops_at_a_damaged_record_rather_than_hand_it_out()
    {
        await WriteAsync("a", "b");
        var file = _folder.File("00000000.log");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(["a"], await ReadAsync());
    }

    [Fact]
    public async Task Rolls_by_size_and_reads_across_segments()
    {
        await using (var log = await OpenAsync(segmentBytes: 300))
        {
            for (var k = 0; k < 10; k++) await log.AppendAsync(Batch($"b{k}"));
        }
        Assert.True(Directory.GetFiles(_folder.Path, "*.log").Length >= 4);
        Assert.Equal(Enumerable.Range(0, 10).Select(k => $"b{k}"), await ReadAsync());
    }

    [Fact]
    public async Task Refuses_a_second_owner()
    {
        await using var log = await OpenAsync();
        await Assert.ThrowsAsync<IOException>(() => OpenAsync());
    }

    [Fact]
    public async Task Refuses_more_than_the_queue_holds_and_loses_none_it_took()
    {
        await using var log = await SegmentFeedbackLog.OpenAsync(_folder.Path, new SegmentFeedbackLogOptions { QueueLength = 1 });
        var tasks = Enumerable.Range(0, 300).Select(k => Task.Run(() => log.AppendAsync(Batch($"b{k}")))).ToArray();
        var taken = new List<string>();
        var refused = 0;
        for (var k = 0; k < tasks.Length; k++)
        {
            try
            {
                await tasks[k];
                taken.Add($"b{k}");
            }
            catch (FeedbackBusyException e)
            {
                Assert.True(e.RetryAfter > TimeSpan.Zero);
                refused++;
            }
        }
        Assert.Equal(300, taken.Count + refused);
        Assert.NotEmpty(taken);
        Assert.Equal(taken.Order(), (await ReadAsync(log)).Order());
    }

    [Fact]
    public async Task Tailer_repairs_state_that_missed_a_batch()
    {
        await using var log = await OpenAsync();
        using var state = SqliteUserState.Open(_folder.File("state.db"));
        await log.AppendAsync(Batch("a"));
        await log.AppendAsync(Batch("b"));
        var applied = new AppliedBatches();
        var tailer = new FeedbackTailer(log, state, applied);

        Assert.Equal(2, await tailer.CatchUpAsync());
        Assert.Equal(0, await tailer.CatchUpAsync());

        Assert.Equal(["a-1", "b-1"], (await state.GetAsync(UserKeys.OfUser("ann"))).Events.Select(e => e.EventId).Order());
        Assert.Equal(await log.GetEndAsync(), await state.GetCheckpointAsync());

        // What was applied here is passed over, and covered by the checkpoint all the same.
        await log.AppendAsync(Batch("c"));
        await log.AppendAsync(Batch("d"));
        applied.Add(Batch("d"));
        Assert.Equal(1, await tailer.CatchUpAsync());
        Assert.Equal(["a-1", "b-1", "c-1"], (await state.GetAsync(UserKeys.OfUser("ann"))).Events.Select(e => e.EventId).Order());
        Assert.Equal(await log.GetEndAsync(), await state.GetCheckpointAsync());
    }

    [Fact]
    public async Task Tailer_repairs_more_than_it_writes_at_once()
    {
        await using var log = await OpenAsync();
        using var state = SqliteUserState.Open(_folder.File("state.db"));
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(k => log.AppendAsync(Batch($"b{k}"))));
        Assert.Equal(1200, await new FeedbackTailer(log, state, new AppliedBatches()).CatchUpAsync());
        Assert.Equal(await log.GetEndAsync(), await state.GetCheckpointAsync());
    }

    [Fact]
    public void State_of_another_schema_is_refused_with_the_way_out()
    {
        var path = _folder.File("state.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9";
            command.ExecuteNonQuery();
        }
        var error = Assert.Throws<InputException>(() => SqliteUserState.Open(path));
        Assert.Contains("rebuilt from the feedback log", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<SegmentFeedbackLog> OpenAsync(long segmentBytes = 1 << 20) =>
        SegmentFeedbackLog.OpenAsync(_folder.Path, new SegmentFeedbackLogOptions { SegmentBytes = segmentBytes });

    private async Task WriteAsync(params string[] batches)
    {
        await using var log = await OpenAsync();
        foreach (var id in batches) await log.AppendAsync(Batch(id));
    }

    private async Task<List<string>> ReadAsync()
    {
        await using var log = await OpenAsync();
        return await ReadAsync(log);
    }

    private static async Task<List<string>> ReadAsync(SegmentFeedbackLog log)
    {
        var ids = new List<string>();
        await foreach (var record in log.ReadAsync(FeedbackPosition.Start)) ids.Add(record.Batch.BatchId);
        return ids;
    }

    private static FeedbackBatch Batch(string id) => new()
    {
        BatchId = id,
        Received = DateTimeOffset.UnixEpoch,
        Events = [new ShopEvent { EventId = id + "-1", Kind = EventKind.View, Time = DateTimeOffset.UnixEpoch, UserId = "ann", ItemId = "i" }],
    };
}
