namespace Ecom.PortContracts.Storage;

/// <summary>Listing.</summary>
public abstract class BlobListContract : BlobContract
{
    [SkippableFact]
    public async Task Paths_come_in_ordinal_order()
    {
        string[] paths = ["a/x", "a-b/x", "a.txt", "a0", "B", "b", "a/y/z", "a/y.z", "é", "_"];
        foreach (var path in paths) await PutAsync(path, "x");
        Assert.Equal(paths.Order(StringComparer.Ordinal), await ListAsync(""));
    }

    [SkippableFact]
    public async Task A_prefix_may_end_anywhere()
    {
        foreach (var path in new[] { "runs/1/a", "runs/10/a", "runs/2/a", "other/runs/1" }) await PutAsync(path, "x");
        Assert.Equal(["runs/1/a", "runs/10/a"], await ListAsync("runs/1"));
        Assert.Equal(["runs/1/a"], await ListAsync("runs/1/"));
        Assert.Equal(["runs/1/a", "runs/10/a", "runs/2/a"], await ListAsync("ru"));
        Assert.Equal(["runs/2/a"], await ListAsync("runs/2/a"));
        Assert.Empty(await ListAsync("runs/3"));
        Assert.Empty(await ListAsync("RUNS/"));
    }

    [SkippableFact]
    public async Task Entries_carry_what_info_tells()
    {
        await PutAsync("d/one", "1");
        await PutAsync("d/two", "22");
        await AppendAsync("d/zap", "333");
        await foreach (var blob in Store.ListAsync("d/")) Assert.Equal(await Store.GetInfoAsync(blob.Path), blob);
    }

    [SkippableFact]
    public async Task Prefixes_cannot_climb_out()
    {
        await PutAsync("a", "x");
        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync("../"));
        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync("a/../../"));
        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync("/"));
    }

    [SkippableFact]
    public async Task Blobs_may_go_and_come_while_others_list()
    {
        for (var i = 0; i < 30; i++) await PutAsync($"keep/{i:d2}", "x");
        using var stop = new CancellationTokenSource();
        var churn = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await PutAsync("keep/15-more", "x");
                await PutAsync("keep/sub/more", "x");
                await Store.DeleteAsync("keep/15-more");
                await Store.DeleteAsync("keep/sub/more");
            }
        });
        for (var round = 0; round < 10; round++)
        {
            var seen = await ListAsync("keep/");
            Assert.Equal(30, seen.Count(path => path.Length == "keep/00".Length));
            Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        }

        await stop.CancelAsync();
        await churn;
    }

    [SkippableFact]
    public async Task Many_blobs_are_listed_once_each()
    {
        var paths = Enumerable.Range(0, 300).Select(i => $"many/{i:d5}").ToArray();
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (path, _) => await PutAsync(path, ""));
        Assert.Equal(paths, await ListAsync("many/"));
    }

}
