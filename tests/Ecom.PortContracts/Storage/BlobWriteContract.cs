using Ecom.Pipeline.Storage;

namespace Ecom.PortContracts.Storage;

/// <summary>Reading, writing, conditions and deletion.</summary>
public abstract class BlobWriteContract : BlobContract
{
    [SkippableFact]
    public async Task Nothing_is_there_at_first()
    {
        Assert.Null(await Store.GetInfoAsync("a/b.txt"));
        Assert.Null(await Store.OpenReadAsync("a/b.txt"));
        Assert.Empty(await ListAsync(""));
    }

    [SkippableFact]
    public async Task What_was_written_is_read_back()
    {
        await PutAsync("a/b.txt", "grün 品");
        Assert.Equal("grün 品", await ReadAsync("a/b.txt"));
    }

    [SkippableFact]
    public async Task Another_store_over_the_same_blobs_sees_a_write()
    {
        var etag = await PutAsync("a/b.txt", "one");
        var other = await OpenAsync();
        Assert.Equal(etag, (await other.GetInfoAsync("a/b.txt"))?.ETag);
        Assert.Equal("one", await ReadAsync(other, "a/b.txt"));
    }

    [SkippableFact]
    public async Task Info_tells_path_etag_length_and_time()
    {
        var before = DateTimeOffset.UtcNow;
        var etag = await PutAsync("dir/file.bin", "12345");
        var info = await Store.GetInfoAsync("dir/file.bin");

        Assert.NotNull(info);
        Assert.Equal("dir/file.bin", info.Path);
        Assert.Equal(etag, info.ETag);
        Assert.Equal(5, info.Length);
        // The service's clock counts whole seconds.
        Assert.InRange(info.Modified, before.AddSeconds(-2), DateTimeOffset.UtcNow.AddSeconds(2));
        await using var content = await Store.OpenReadAsync("dir/file.bin");
        Assert.Equal(info, content!.Info);
    }

    [SkippableFact]
    public async Task An_empty_blob_is_a_blob()
    {
        await PutAsync("empty", "");
        Assert.Equal("", await ReadAsync("empty"));
        Assert.Equal(0, (await Store.GetInfoAsync("empty"))!.Length);
        Assert.Equal(["empty"], await ListAsync(""));
        Assert.Equal(0, new FileInfo(await Store.MaterialiseAsync("empty")).Length);
    }

    [SkippableFact]
    public async Task A_folder_is_not_a_blob()
    {
        await PutAsync("a/b/c", "x");
        Assert.Null(await Store.GetInfoAsync("a/b"));
        Assert.Null(await Store.OpenReadAsync("a/b"));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.MaterialiseAsync("a/b"));
    }

    [SkippableFact]
    public async Task Every_write_changes_the_etag_even_with_the_same_content()
    {
        var etags = new HashSet<string>();
        for (var i = 0; i < 100; i++) Assert.True(etags.Add(await PutAsync("p", "same")), "an ETag came twice");
    }

    [SkippableFact]
    public async Task A_blob_made_anew_has_another_etag()
    {
        var etags = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            Assert.True(etags.Add(await PutAsync("p", "same")), "an ETag came twice");
            await Store.DeleteAsync("p");
        }
    }

    [SkippableFact]
    public async Task An_etag_stays_while_nothing_is_written()
    {
        var etag = await PutAsync("p", "x");
        await ReadAsync("p");
        await Store.MaterialiseAsync("p");
        Assert.Equal(etag, (await Store.GetInfoAsync("p"))!.ETag);
    }

    [SkippableFact]
    public async Task IfAbsent_writes_where_nothing_is()
    {
        Assert.NotNull(await WriteAsync("p", "one", WriteCondition.IfAbsent));
        Assert.Equal("one", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task IfAbsent_leaves_what_is_there()
    {
        var etag = await PutAsync("p", "one");
        Assert.Null(await WriteAsync("p", "two", WriteCondition.IfAbsent));
        Assert.Equal("one", await ReadAsync("p"));
        Assert.Equal(etag, (await Store.GetInfoAsync("p"))!.ETag);
    }

    [SkippableFact]
    public async Task IfAbsent_writes_again_after_a_delete()
    {
        await PutAsync("p", "one");
        await Store.DeleteAsync("p");
        Assert.NotNull(await WriteAsync("p", "two", WriteCondition.IfAbsent));
        Assert.Equal("two", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task IfMatch_writes_over_the_version_it_names()
    {
        var first = await PutAsync("p", "one");
        var second = await WriteAsync("p", "two", WriteCondition.IfMatch(first));
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Equal("two", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task IfMatch_leaves_another_version()
    {
        var first = await PutAsync("p", "one");
        await PutAsync("p", "two");
        Assert.Null(await WriteAsync("p", "three", WriteCondition.IfMatch(first)));
        Assert.Equal("two", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task IfMatch_writes_nothing_where_nothing_is()
    {
        var etag = await PutAsync("p", "one");
        await Store.DeleteAsync("p");
        Assert.Null(await WriteAsync("p", "two", WriteCondition.IfMatch(etag)));
        Assert.Null(await Store.GetInfoAsync("p"));
    }

    [SkippableFact]
    public async Task Delete_removes_and_may_come_twice()
    {
        await PutAsync("a/b", "x");
        await Store.DeleteAsync("a/b");
        await Store.DeleteAsync("a/b");
        Assert.Null(await Store.GetInfoAsync("a/b"));
        Assert.Empty(await ListAsync(""));
        await PutAsync("a/b", "y");
        Assert.Equal("y", await ReadAsync("a/b"));
    }

    [SkippableFact]
    public async Task A_reader_keeps_the_version_it_opened()
    {
        await PutAsync("p", "old");
        await using var content = await Store.OpenReadAsync("p");
        await PutAsync("p", "new and longer");
        using var reader = new StreamReader(content!.Stream);
        Assert.Equal("old", await reader.ReadToEndAsync());
    }

    [SkippableFact]
    public async Task A_write_whose_source_fails_leaves_the_old_version()
    {
        var etag = await PutAsync("p", "old");
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.WriteAsync("p", new FailingStream(10 << 20)));
        Assert.Equal("old", await ReadAsync("p"));
        Assert.Equal(etag, (await Store.GetInfoAsync("p"))!.ETag);
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.WriteAsync("q", new FailingStream(100)));
        Assert.Equal(["p"], await ListAsync(""));
    }

    [SkippableFact]
    public async Task A_cancelled_write_leaves_the_old_version()
    {
        await PutAsync("p", "old");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync("p", new MemoryStream([1, 2, 3]), default, cancelled.Token));
        Assert.Equal("old", await ReadAsync("p"));
    }

    [SkippableFact]
    public async Task Content_is_read_from_where_the_stream_stands()
    {
        var stream = new MemoryStream("0123456789"u8.ToArray()) { Position = 4 };
        await Store.WriteAsync("p", stream);
        Assert.Equal("456789", await ReadAsync("p"));
    }

    [SkippableTheory]
    [InlineData("with space and + % # ? & = signs.txt")]
    [InlineData("ümlaut-naïve-品牌-🛒.csv.gz")]
    [InlineData("a/b/c/d/e/f/g/h/i/j/deep")]
    [InlineData(".hidden/..almost/...dots…")]
    [InlineData("UPPER/lower/MiXed")]
    [InlineData("100%25/%2e%2e/encoded")]
    [InlineData("quote'\"`$(x);{y}|~^[z]")]
    [InlineData("-leading-dash/@at!")]
    public async Task Odd_names_are_kept_as_they_are(string path)
    {
        await PutAsync(path, path);
        Assert.Equal(path, await ReadAsync(path));
        Assert.Equal([path], await ListAsync(""));
        Assert.Equal(path, (await Store.GetInfoAsync(path))!.Path);
        Assert.Equal(path, await File.ReadAllTextAsync(await Store.MaterialiseAsync(path)));
        await Store.DeleteAsync(path);
        Assert.Empty(await ListAsync(""));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("/rooted")]
    [InlineData("trailing/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a/./b")]
    [InlineData(".")]
    [InlineData("back\\slash")]
    [InlineData("new\nline")]
    [InlineData("nul\0")]
    [InlineData("ends.with.dot.")]
    public async Task Bad_paths_are_refused_by_every_call(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.GetInfoAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenReadAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(path, Stream.Null));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.MaterialiseAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AppendAsync(path, new byte[] { 1 }));
    }

    [SkippableFact]
    public Task Half_a_surrogate_pair_is_refused() =>
        Assert.ThrowsAsync<ArgumentException>(() => WriteAsync("half" + '\ud83d' + "pair", ""));

    [SkippableFact]
    public async Task Too_long_paths_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(new string('x', 201), ""));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(string.Join('/', Enumerable.Repeat(new string('x', 100), 11)), ""));
        await PutAsync(new string('x', 200), "fits");
    }

    [SkippableFact]
    public async Task Two_hundred_megabytes_stream_through()
    {
        const long length = 200L << 20;
        Assert.NotNull(await Store.WriteAsync("large.bin", new PatternStream(length), WriteCondition.IfAbsent));
        Assert.Equal(length, (await Store.GetInfoAsync("large.bin"))!.Length);

        // The process's other tests allocate too, though not in every one of the reads.
        var allocated = long.MaxValue;
        for (var read = 0; read < 5 && allocated >= 100 << 20; read++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await using var content = await Store.OpenReadAsync("large.bin");
            Assert.Equal(length, await PatternStream.CheckAsync(content!.Stream));
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        Assert.True(allocated < 100 << 20, $"reading allocated {allocated >> 20} MB");

        await using var file = File.OpenRead(await Store.MaterialiseAsync("large.bin"));
        Assert.Equal(length, await PatternStream.CheckAsync(file));
        await Store.DeleteAsync("large.bin");
    }
}
