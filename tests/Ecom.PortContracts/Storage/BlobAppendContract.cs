using System.Globalization;
using System.Text;
using Ecom.Pipeline.Storage;

namespace Ecom.PortContracts.Storage;

/// <summary>Append blobs.</summary>
public abstract class BlobAppendContract : BlobContract
{
    [SkippableFact]
    public async Task The_first_append_makes_the_blob()
    {
        Assert.Equal(1, await AppendAsync("log", "one\n"));
        Assert.Equal("one\n", await ReadAsync("log"));
        Assert.Equal(["log"], await ListAsync(""));
    }

    [SkippableFact]
    public async Task Blocks_follow_each_other_and_are_counted()
    {
        for (var i = 1; i <= 5; i++) Assert.Equal(i, await AppendAsync("log", $"{i},"));
        Assert.Equal("1,2,3,4,5,", await ReadAsync("log"));
        Assert.Equal(10, (await Store.GetInfoAsync("log"))!.Length);
        Assert.Equal(6, await (await OpenAsync()).AppendAsync("log", "6,"u8.ToArray()));
    }

    [SkippableFact]
    public async Task Every_append_changes_the_etag()
    {
        var etags = new HashSet<string>();
        for (var i = 0; i < 10; i++)
        {
            await AppendAsync("log", "x");
            Assert.True(etags.Add((await Store.GetInfoAsync("log"))!.ETag), "an ETag came twice");
        }

        await Store.DeleteAsync("log");
        await AppendAsync("log", "x");
        Assert.True(etags.Add((await Store.GetInfoAsync("log"))!.ETag), "an ETag came twice");
    }

    [SkippableFact]
    public async Task Racing_appends_are_all_kept_whole()
    {
        const int writers = 8, each = 10;
        var other = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
                await (writer % 2 == 0 ? Store : other).AppendAsync("log", Encoding.UTF8.GetBytes($"{writer}:{i}\n"));
        })));
        var lines = (await ReadAsync("log"))!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(writers * each, lines.Length);
        for (var writer = 0; writer < writers; writer++)
        {
            var own = lines.Where(line => line.StartsWith($"{writer}:", StringComparison.Ordinal)).Select(line => int.Parse(line.AsSpan(2), CultureInfo.InvariantCulture));
            Assert.Equal(Enumerable.Range(0, each), own);
        }

        Assert.Equal(writers * each + 1, await AppendAsync("log", "end"));
    }

    [SkippableFact]
    public async Task A_large_block_fits_and_a_larger_one_is_refused()
    {
        Assert.Equal(1, await Store.AppendAsync("log", new byte[AppendLimits.BlockBytes]));
        Assert.Equal(AppendLimits.BlockBytes, (await Store.GetInfoAsync("log"))!.Length);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AppendAsync("log", new byte[AppendLimits.BlockBytes + 1]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AppendAsync("log", default));
    }

    [SkippableFact]
    public async Task A_written_blob_takes_no_appends()
    {
        await PutAsync("p", "text");
        await Assert.ThrowsAsync<IOException>(() => AppendAsync("p", "more"));
        Assert.Equal("text", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task A_write_replaces_an_append_blob()
    {
        await AppendAsync("p", "appended");
        await PutAsync("p", "written");
        Assert.Equal("written", await ReadAsync("p"));
        await Store.DeleteAsync("p");
        Assert.Equal(1, await AppendAsync("p", "again"));
        Assert.Equal("again", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task IfAbsent_sees_an_append_blob()
    {
        await AppendAsync("p", "appended");
        Assert.Null(await WriteAsync("p", "written", WriteCondition.IfAbsent));
        Assert.Equal("appended", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task A_reader_of_a_growing_blob_sees_what_was_there_when_it_opened()
    {
        await AppendAsync("log", "one,");
        await using var content = await Store.OpenReadAsync("log");
        await AppendAsync("log", "two,");
        using var reader = new StreamReader(content!.Stream);
        Assert.Equal("one,", await reader.ReadToEndAsync());
        Assert.Equal(4, content.Info.Length);
    }
}
