using System.Collections.Concurrent;
using System.Globalization;
using Ecom.Pipeline.Storage;

namespace Ecom.PortContracts.Storage;

/// <summary>Many writers at once, through two stores over the same blobs.</summary>
public abstract class BlobRaceContract : BlobContract
{
    private const int Writers = 16;

    [SkippableFact]
    public async Task Of_many_that_write_if_absent_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var path = $"claim/{round}";
            var etags = await RaceAsync((store, writer) => TryWriteAsync(store, path, writer.ToString(CultureInfo.InvariantCulture), WriteCondition.IfAbsent));
            var winner = Assert.Single(Enumerable.Range(0, Writers), writer => etags[writer] is not null);
            Assert.Equal(winner.ToString(CultureInfo.InvariantCulture), await ReadAsync(path));
            Assert.Equal(etags[winner], (await Store.GetInfoAsync(path))!.ETag);
        }
    }

    [SkippableFact]
    public async Task Of_many_that_replace_one_version_one_wins()
    {
        var etag = await PutAsync("pointer", "start");
        for (var round = 0; round < 5; round++)
        {
            var expected = etag;
            var etags = await RaceAsync((store, writer) =>
                TryWriteAsync(store, "pointer", writer.ToString(CultureInfo.InvariantCulture), WriteCondition.IfMatch(expected)));
            var winner = Assert.Single(Enumerable.Range(0, Writers), writer => etags[writer] is not null);
            Assert.Equal(winner.ToString(CultureInfo.InvariantCulture), await ReadAsync("pointer"));
            etag = etags[winner]!;
        }
    }

    [SkippableFact]
    public async Task A_counter_kept_by_compare_and_swap_loses_nothing()
    {
        const int each = 5;
        await PutAsync("counter", "0");
        await RaceAsync(async (store, _) =>
        {
            for (var done = 0; done < each;)
            {
                await using var content = await store.OpenReadAsync("counter");
                using var reader = new StreamReader(content!.Stream);
                var next = int.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture) + 1;
                if (await TryWriteAsync(store, "counter", next.ToString(CultureInfo.InvariantCulture), WriteCondition.IfMatch(content.Info.ETag)) is not null) done++;
            }

            return null;
        });
        Assert.Equal((Writers * each).ToString(CultureInfo.InvariantCulture), await ReadAsync("counter"));
    }

    [SkippableFact]
    public async Task Etags_of_racing_writes_are_all_different()
    {
        var seen = new ConcurrentDictionary<string, bool>();
        await RaceAsync(async (store, _) =>
        {
            for (var i = 0; i < 10; i++) Assert.True(seen.TryAdd((await TryWriteAsync(store, "p", "same", default))!, true), "an ETag came twice");
            return null;
        });
    }

    [SkippableFact]
    public async Task Readers_never_see_a_part_of_a_write()
    {
        const int length = 100_000;
        await PutAsync("p", new string('a', length));
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var c = 'b'; !stop.IsCancellationRequested; c = c == 'z' ? 'a' : (char)(c + 1)) await PutAsync("p", new string(c, length));
        });
        for (var i = 0; i < 100; i++)
        {
            var text = (await ReadAsync("p"))!;
            Assert.Equal(length, text.Length);
            Assert.True(text.AsSpan().IndexOfAnyExcept(text[0]) < 0, "two versions in one reading");
        }

        await stop.CancelAsync();
        await writer;
    }

    [SkippableFact]
    public async Task Racing_large_writes_leave_one_of_them_whole()
    {
        // Larger than what goes in one request, so that blocks of several writers are on their way at once.
        const int length = 9 << 20;
        var contents = Enumerable.Range(0, 4).Select(i => Enumerable.Repeat((byte)('a' + i), length).ToArray()).ToArray();
        var etags = await Task.WhenAll(contents.Select(content => Task.Run(() => Store.WriteAsync("large", new MemoryStream(content)))));
        Assert.All(etags, Assert.NotNull);
        await using var read = await Store.OpenReadAsync("large");
        using var copy = new MemoryStream();
        await read!.Stream.CopyToAsync(copy);
        Assert.Contains(contents, content => content.AsSpan().SequenceEqual(copy.ToArray()));
        Assert.Contains(read.Info.ETag, etags);
    }

    [SkippableFact]
    public async Task Racing_large_writes_if_absent_have_one_winner()
    {
        const int length = 9 << 20;
        var etags = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            Task.Run(() => Store.WriteAsync("large", new MemoryStream(Enumerable.Repeat((byte)('a' + i), length).ToArray()), WriteCondition.IfAbsent))));
        var winner = Assert.Single(Enumerable.Range(0, 4), i => etags[i] is not null);
        await using var read = await Store.OpenReadAsync("large");
        Assert.Equal('a' + winner, read!.Stream.ReadByte());
    }

    private async Task<string?[]> RaceAsync(Func<IBlobStore, int, Task<string?>> act)
    {
        var other = await OpenAsync();
        using var gate = new SemaphoreSlim(0);
        var racers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            await gate.WaitAsync();
            return await act(writer % 2 == 0 ? Store : other, writer);
        })).ToArray();
        gate.Release(Writers);
        return await Task.WhenAll(racers);
    }

    private static Task<string?> TryWriteAsync(IBlobStore store, string path, string text, WriteCondition condition) =>
        store.WriteAsync(path, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), condition);
}
