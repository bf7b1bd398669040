using System.Collections.Concurrent;
using Ecom.Local.Triggers;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ecom.Local.Tests.Triggers;

public sealed class DumpsWatcherTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-dumps-").FullName;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly ConcurrentQueue<string> _announced = new();
    private readonly FolderBlobStore _store;
    private readonly DumpsWatcher _watcher;
    private int _failures;

    public DumpsWatcherTests()
    {
        _store = new FolderBlobStore(_folder);
        _watcher = new DumpsWatcher(_store, AnnounceAsync, new DumpsWatcherOptions(), _time, NullLogger<DumpsWatcher>.Instance);
    }

    [Fact]
    public async Task Dump_is_announced_once()
    {
        await WriteAsync("events.csv", "a");
        await _watcher.StartAsync(CancellationToken.None);
        await UntilAsync(() => _announced.Count == 1);
        await LookAsync(20);
        Assert.Equal("events.csv:1", string.Join(' ', _announced));
    }

    [Fact]
    public async Task Changed_dump_is_announced_again_and_a_removed_one_not()
    {
        await WriteAsync("events.csv", "a");
        await WriteAsync("products.csv", "bb");
        await _watcher.StartAsync(CancellationToken.None);
        await UntilAsync(() => _announced.Count == 2);
        await _store.DeleteAsync("products.csv");
        await WriteAsync("events.csv", "ccc");
        await UntilAsync(() => _announced.Count == 3);
        await LookAsync(20);
        Assert.Equal(["events.csv:1", "events.csv:3", "products.csv:2"], _announced.Order());
    }

    [Fact]
    public async Task Announcement_that_failed_is_made_again()
    {
        _failures = 2;
        await WriteAsync("events.csv", "a");
        await _watcher.StartAsync(CancellationToken.None);
        await UntilAsync(() => !_announced.IsEmpty);
        Assert.Equal(0, _failures);
    }

    [Fact]
    public void Dump_that_grows_is_not_ready_until_it_rests()
    {
        var sightings = new DumpSightings(TimeSpan.FromSeconds(2));
        var now = _time.GetUtcNow();
        BlobInfo[] Grown(int length) => [new BlobInfo("events.csv", $"e{length}", length, now)];
        Assert.Empty(sightings.Look(Grown(1), now));
        Assert.Empty(sightings.Look(Grown(2), now.AddSeconds(2)));
        Assert.Empty(sightings.Look(Grown(2), now.AddSeconds(3)));
        var ready = Assert.Single(sightings.Look(Grown(2), now.AddSeconds(4)));
        sightings.MarkHandled(ready);
        Assert.Empty(sightings.Look(Grown(2), now.AddSeconds(60)));
        Assert.Empty(sightings.Look(Grown(3), now.AddSeconds(61)));
        Assert.Single(sightings.Look(Grown(3), now.AddSeconds(63)));
    }

    [Fact]
    public async Task Change_in_the_folder_brings_the_look_forward()
    {
        // An interval that never ends within the test: what is announced was hinted at.
        using var watcher = new DumpsWatcher(
            _store, AnnounceAsync, new DumpsWatcherOptions { Interval = TimeSpan.FromSeconds(40), StableFor = TimeSpan.Zero, HintFolder = _folder },
            _time, NullLogger<DumpsWatcher>.Instance);
        await watcher.StartAsync(CancellationToken.None);
        await Task.Delay(100);
        await WriteAsync("events.csv", "a");
        var advanced = TimeSpan.Zero;
        await UntilAsync(() =>
        {
            // The pause after a hint is a quarter of the interval; together less than a whole one.
            if (advanced < TimeSpan.FromSeconds(30)) advanced += TimeSpan.FromSeconds(1);
            return !_announced.IsEmpty;
        }, () => advanced < TimeSpan.FromSeconds(30));
        await watcher.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _watcher.StopAsync(CancellationToken.None);
        _watcher.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<string?> WriteAsync(string path, string text) => _store.WriteAsync(path, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));

    private async Task LookAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(2);
        }
    }

    private async Task UntilAsync(Func<bool> condition, Func<bool>? advance = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            if (advance?.Invoke() ?? true) _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, patience.Token);
        }
    }

    private Task AnnounceAsync(BlobInfo dump, CancellationToken cancellation)
    {
        if (Interlocked.Decrement(ref _failures) >= 0) throw new IOException("not now");
        Interlocked.Exchange(ref _failures, 0);
        _announced.Enqueue($"{dump.Path}:{dump.Length}");
        return Task.CompletedTask;
    }
}
