using System.Diagnostics;
using System.Text;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Ecom.Pipeline.Tests.Storage;

/// <summary>What only a folder has to worry about.</summary>
public sealed class FolderBlobStoreTests : IDisposable
{
    private readonly FolderFixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_blob_is_the_file_of_that_name()
    {
        var store = _folder.Open();
        await store.WriteAsync("dumps/a.csv", Text("x"));
        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(_folder.Root, "dumps", "a.csv")));
    }

    [Fact]
    public async Task A_file_put_there_by_hand_is_a_blob()
    {
        var store = _folder.Open();
        Directory.CreateDirectory(Path.Combine(_folder.Root, "dumps"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Root, "dumps", "a.csv"), "x");
        var info = await store.GetInfoAsync("dumps/a.csv");
        Assert.Equal(1, info!.Length);
        Assert.NotNull(await store.WriteAsync("dumps/a.csv", Text("y"), WriteCondition.IfMatch(info.ETag)));
    }

    [Fact]
    public async Task Etags_grow_even_when_the_clock_stands_or_steps_back()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };
        using var store = new FolderBlobStore(_folder.Root, clock);
        var etags = new HashSet<string?>();
        for (var i = 0; i < 5; i++) Assert.True(etags.Add(await store.WriteAsync("p", Text("x"))));
        using var late = new FolderBlobStore(_folder.Root, new FakeTimeProvider(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.True(etags.Add(await late.WriteAsync("p", Text("x"))));
    }

    [SkippableFact]
    public async Task Symbolic_links_are_refused_and_not_listed()
    {
        Skip.If(OperatingSystem.IsWindows(), "making symbolic links needs a privilege on Windows");
        var outside = Directory.CreateTempSubdirectory("ecom-outside-");
        try
        {
            var store = _folder.Open();
            await File.WriteAllTextAsync(Path.Combine(outside.FullName, "secret"), "s");
            Directory.CreateSymbolicLink(Path.Combine(_folder.Root, "link"), outside.FullName);
            File.CreateSymbolicLink(Path.Combine(_folder.Root, "file"), Path.Combine(outside.FullName, "secret"));
            await Assert.ThrowsAsync<IOException>(() => store.OpenReadAsync("link/secret"));
            await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("link/new", Text("x")));
            await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("file", Text("x")));
            await Assert.ThrowsAsync<IOException>(() => store.DeleteAsync("link/secret"));
            Assert.Empty(await store.ListAsync("").ToListAsync());
            Assert.True(File.Exists(Path.Combine(outside.FullName, "secret")));
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_stores_own_files_are_out_of_reach()
    {
        var store = _folder.Open();
        await store.AppendAsync("log", new byte[] { 1 });
        await Assert.ThrowsAsync<ArgumentException>(() => store.GetInfoAsync(".store/locks/00"));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync(".store/x", Text("x")));
        Assert.Equal(["log"], (await store.ListAsync("").ToListAsync()).Select(b => b.Path));
        Assert.Empty(await store.ListAsync(".st").ToListAsync());
    }

    [Fact]
    public async Task A_blob_cannot_lie_below_or_above_another()
    {
        var store = _folder.Open();
        await store.WriteAsync("a/b", Text("x"));
        Assert.Contains("'a/b/c'", (await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("a/b/c", Text("x")))).Message, StringComparison.Ordinal);
        Assert.Contains("'a'", (await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("a", Text("x")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_unfinished_append_left_is_hidden_and_cut_off()
    {
        var store = _folder.Open();
        await store.AppendAsync("log", "one,"u8.ToArray());
        var file = Path.Combine(_folder.Root, "log");
        await File.AppendAllTextAsync(file, "tor");
        await File.AppendAllTextAsync(Path.Combine(_folder.Root, ".store", "blocks", "log"), "\x5");

        Assert.Equal(4, (await store.GetInfoAsync("log"))!.Length);
        await using (var content = await store.OpenReadAsync("log"))
            Assert.Equal("one,", await new StreamReader(content!.Stream).ReadToEndAsync());
        Assert.Equal(2, await store.AppendAsync("log", "two,"u8.ToArray()));
        Assert.Equal("one,two,", await File.ReadAllTextAsync(file));
        Assert.Equal("one,two,", await File.ReadAllTextAsync(await store.MaterialiseAsync("log")));
    }

    [Fact]
    public async Task What_a_dead_owner_left_is_swept_and_what_a_living_one_has_is_kept()
    {
        var living = _folder.Open();
        await living.WriteAsync("p", Text("x"));
        var kept = await living.MaterialiseAsync("p");
        var dead = Directory.CreateDirectory(Path.Combine(_folder.Root, ".store", "owners", "dead"));
        await File.WriteAllTextAsync(Path.Combine(dead.FullName, "lock"), "");
        await File.WriteAllTextAsync(Path.Combine(dead.FullName, "half-written"), "xxx");

        _folder.Open();

        Assert.False(dead.Exists && Directory.Exists(dead.FullName));
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public async Task Folders_left_empty_go_but_top_level_ones_stay()
    {
        var store = _folder.Open();
        await store.WriteAsync("dumps/2026/a.csv", Text("x"));
        await store.DeleteAsync("dumps/2026/a.csv");
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, "dumps", "2026")));
        Assert.True(Directory.Exists(Path.Combine(_folder.Root, "dumps")));
    }

    [SkippableFact]
    public async Task A_writer_in_another_process_is_waited_for()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs the flock program");
        var store = _folder.Open();
        await store.WriteAsync("p", Text("x"));
        var locks = Path.Combine(_folder.Root, ".store", "locks");
        // Another process takes every stripe, then tells us, then holds them for a moment.
        var script = $"for f in $(seq -w 0 63); do exec {{fd}}>>\"{locks}/$f\"; flock -x $fd; done; echo held; read line";
        using var holder = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());

        var write = store.WriteAsync("p", Text("y"));
        await Task.Delay(100);
        Assert.False(write.IsCompleted);
        await holder.StandardInput.WriteLineAsync("go");
        Assert.NotNull(await write);
        await holder.WaitForExitAsync();
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
