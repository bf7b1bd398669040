namespace Ecom.PortContracts.Storage;

/// <summary>Local files.</summary>
public abstract class BlobMaterialiseContract : BlobContract
{
    [SkippableFact]
    public async Task The_file_has_the_content_and_the_names_ending()
    {
        await PutAsync("dumps/events.csv.gz", "rows");
        var file = await Store.MaterialiseAsync("dumps/events.csv.gz");
        Assert.Equal("rows", await File.ReadAllTextAsync(file));
        Assert.EndsWith("events.csv.gz", file, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Where_there_is_no_blob_the_error_names_it()
    {
        var error = await Assert.ThrowsAsync<FileNotFoundException>(() => Store.MaterialiseAsync("not/there"));
        Assert.Contains("not/there", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_file_outlives_a_replacement()
    {
        await PutAsync("p", "old");
        var old = await Store.MaterialiseAsync("p");
        await PutAsync("p", "new");
        Assert.Equal("old", await File.ReadAllTextAsync(old));
        Assert.Equal("new", await File.ReadAllTextAsync(await Store.MaterialiseAsync("p")));
        Assert.Equal("old", await File.ReadAllTextAsync(old));
    }

    [SkippableFact]
    public async Task The_file_outlives_a_delete()
    {
        await PutAsync("p", "old");
        var old = await Store.MaterialiseAsync("p");
        await Store.DeleteAsync("p");
        Assert.Equal("old", await File.ReadAllTextAsync(old));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.MaterialiseAsync("p"));
    }

    [SkippableFact]
    public async Task The_file_does_not_grow_with_an_append_blob()
    {
        await AppendAsync("log", "one,");
        var file = await Store.MaterialiseAsync("log");
        await AppendAsync("log", "two,");
        Assert.Equal("one,", await File.ReadAllTextAsync(file));
        Assert.Equal("one,two,", await File.ReadAllTextAsync(await Store.MaterialiseAsync("log")));
    }

    [SkippableFact]
    public async Task One_version_is_fetched_once()
    {
        await PutAsync("p", "x");
        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.MaterialiseAsync("p"))));
        Assert.Single(files.Distinct());
        Assert.Equal("x", await File.ReadAllTextAsync(files[0]));
    }

    [SkippableFact]
    public async Task Blobs_of_one_name_in_different_folders_do_not_meet()
    {
        await PutAsync("a/p", "first");
        await PutAsync("b/p", "other");
        Assert.Equal("first", await File.ReadAllTextAsync(await Store.MaterialiseAsync("a/p")));
        Assert.Equal("other", await File.ReadAllTextAsync(await Store.MaterialiseAsync("b/p")));
    }

    [SkippableFact]
    public async Task Every_file_is_one_version_while_writers_race()
    {
        const int length = 50_000;
        await PutAsync("p", new string('a', length));
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var c = 'b'; !stop.IsCancellationRequested; c = c == 'z' ? 'a' : (char)(c + 1)) await PutAsync("p", new string(c, length));
        });
        for (var i = 0; i < 30; i++)
        {
            var text = await File.ReadAllTextAsync(await Store.MaterialiseAsync("p"));
            Assert.Equal(length, text.Length);
            Assert.True(text.AsSpan().IndexOfAnyExcept(text[0]) < 0, "two versions in one file");
        }

        await stop.CancelAsync();
        await writer;
    }
}
