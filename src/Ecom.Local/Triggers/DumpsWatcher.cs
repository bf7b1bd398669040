using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Triggers;

/// <summary>
/// Announces each new or changed dump once it has come to rest. After a restart all dumps are announced again, as a storage event may
/// come twice: ids and claims make one ingest of it.
/// </summary>
public sealed class DumpsWatcher : BackgroundService
{
    private readonly IBlobStore _dumps;
    private readonly Func<BlobInfo, CancellationToken, Task> _onDump;
    private readonly DumpsWatcherOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DumpsWatcher> _logger;
    private readonly DumpSightings _sightings;
    private readonly SemaphoreSlim _hint = new(0, 1);

    /// <param name="dumps">The dumps container.</param>
    /// <param name="onDump">Called once for each version of each dump; after an exception again at the next look.</param>
    /// <param name="options">How to watch.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public DumpsWatcher(
        IBlobStore dumps, Func<BlobInfo, CancellationToken, Task> onDump, DumpsWatcherOptions options, TimeProvider time, ILogger<DumpsWatcher> logger)
    {
        (_dumps, _onDump, _options, _time, _logger) = (dumps, onDump, options, time, logger);
        _sightings = new DumpSightings(options.StableFor);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hints = WatchFolder();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.LogWarning(e, "The dumps container could not be read this time.");
            }
            var hinted = await WaitAsync(stoppingToken);
            // A burst of changes is one look.
            if (hinted) await Task.Delay(_options.Interval / 4, _time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var listing = new List<BlobInfo>();
        await foreach (var blob in _dumps.ListAsync("", cancellation)) listing.Add(blob);
        foreach (var dump in _sightings.Look(listing, _time.GetUtcNow()))
        {
            try
            {
                await _onDump(dump, cancellation);
                _sightings.MarkHandled(dump);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.LogWarning(e, "The dump {Dump} could not be announced; trying again.", dump.Path);
            }
        }
    }

    private async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var interval = Task.Delay(_options.Interval, _time, either.Token);
        var hint = _hint.WaitAsync(either.Token);
        var first = await Task.WhenAny(interval, hint);
        await either.CancelAsync();
        await Task.WhenAll(interval, hint).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return first == hint;
    }

    private FileSystemWatcher? WatchFolder()
    {
        if (_options.HintFolder is not { } folder) return null;
        try
        {
            Directory.CreateDirectory(folder);
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Created += (_, _) => Hint();
            watcher.Changed += (_, _) => Hint();
            watcher.Renamed += (_, _) => Hint();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // No watches left, or a file system without them: looking at intervals is enough.
            _logger.LogInformation(e, "Changes in {Folder} are seen by looking only.", folder);
            return null;
        }
    }

    private void Hint()
    {
        try
        {
            _hint.Release();
        }
        catch (SemaphoreFullException)
        {
            // A look is due already.
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _hint.Dispose();
    }
}
