using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Storage;
using Ecom.Serving.Recommending;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving.Experiments;

/// <summary>
/// Writes exposures behind the requests, as JSON lines in append blobs of this instance, one a day. Under overload the oldest waiting are dropped, whatever their arm, so
/// what is left stays comparable.
/// </summary>
public sealed partial class ExposureLog(PipelineStores stores, ShopId shop, TimeProvider time, ILogger<ExposureLog> logger) : BackgroundService
{
    private const int Waiting = 20_000;
    private const int LargestBlock = 1000;

    // A day of blocks at this pace stays below the 50,000 that a blob may have.
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(2);

    private readonly ShopPaths _paths = new(shop);
    private readonly string _instance = Guid.NewGuid().ToString("N")[..8];
    private readonly SemaphoreSlim _one = new(1);

    private readonly Channel<(string Experiment, Exposure Exposure)> _queue =
        Channel.CreateBounded<(string, Exposure)>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Notes that a customer was given a list.</summary>
    public void Record(Experiment experiment, string arm, string userKey, ItemList list, IReadOnlyList<ExploredPlace> explored) => _queue.Writer.TryWrite((experiment.Id, new Exposure(
        time.GetUtcNow(), Assignment.Hash(experiment, userKey), arm, list.ListId, list.ModelVersion, [.. list.Items.Select(i => i.ItemId)], explored.Count > 0 ? explored : null)));

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                var taken = new List<(string Experiment, Exposure Exposure)>();
                while (taken.Count < LargestBlock && _queue.Reader.TryRead(out var next)) taken.Add(next);
                if (taken.Count == 0) return;
                foreach (var group in taken.GroupBy(t => t.Experiment))
                {
                    var lines = new MemoryStream();
                    foreach (var (_, exposure) in group)
                    {
                        JsonSerializer.Serialize(lines, exposure, PipelineJson.Options);
                        lines.WriteByte((byte)'\n');
                    }
                    var day = time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
                    await stores.Artefacts.AppendAsync($"{_paths.Exposures(group.Key)}{day}-{_instance}.jsonl", lines.ToArray(), cancellation);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Everything logged of an experiment, by all instances.</summary>
    public async IAsyncEnumerable<Exposure> ReadAsync(string experiment, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var paths = new List<string>();
        await foreach (var blob in stores.Artefacts.ListAsync(_paths.Exposures(experiment), cancellation)) paths.Add(blob.Path);
        foreach (var path in paths)
        {
            await using var content = await stores.Artefacts.OpenReadAsync(path, cancellation);
            if (content is null) continue;
            using var reader = new StreamReader(content.Stream);
            while (await reader.ReadLineAsync(cancellation) is { } line)
                if (Parse(line) is { } exposure) yield return exposure;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryFlushAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await TryFlushAsync(CancellationToken.None);
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    // The last line of a writer that was killed may be half.
    private static Exposure? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Exposure>(line, PipelineJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task TryFlushAsync(CancellationToken cancellation)
    {
        try
        {
            await FlushAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exposures could not be written.")]
    private partial void LogFailed(Exception error);
}
