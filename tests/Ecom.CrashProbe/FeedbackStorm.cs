using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Ecom.Local.State;
using Ecom.Pipeline.Feedback;

namespace Ecom.CrashProbe;

/// <summary>
/// Posts feedback to the embedded host while it is killed (SIGKILL) again and again, then counts. Whoever got no answer sends the batch again under its key, as a shop would.
/// </summary>
public sealed class FeedbackStorm(string folder, int batchSize, int clients, int seed)
{
    private readonly int _port = FreePort();
    private readonly HashSet<string> _acknowledged = [];
    private readonly Lock _lock = new();

    /// <param name="events">Events to post.</param>
    /// <param name="kills">Kills, spread evenly over the events with a random shift.</param>
    /// <param name="told">Progress.</param>
    /// <returns>What was found in the log at the end.</returns>
    public async Task<FeedbackStormResult> RunAsync(int events, int kills, TextWriter told)
    {
        var random = new Random(seed);
        var killAt = new Queue<int>(Enumerable.Range(1, kills).Select(k => (int)((k - random.NextDouble()) * events / (kills + 1))).Order());
        var waiting = new Queue<int>(Enumerable.Range(0, (events + batchSize - 1) / batchSize));
        var done = 0;
        var lost = 0;
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = TimeSpan.FromSeconds(20) };
        Process? server = await StartAsync(client);
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            while (done < events)
            {
                var running = server;
                using var killed = new CancellationTokenSource();
                var round = Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
                {
                    while (!killed.IsCancellationRequested)
                    {
                        int batch;
                        lock (_lock)
                        {
                            if (!waiting.TryDequeue(out batch)) return;
                        }
                        var ids = Ids(batch, events);
                        if (await PostAsync(client, batch, ids))
                        {
                            lock (_lock)
                            {
                                _acknowledged.UnionWith(ids);
                                done += ids.Length;
                                if (killAt.TryPeek(out var at) && done >= at && killAt.TryDequeue(out _))
                                {
                                    running.Kill();
                                    killed.Cancel();
                                }
                            }
                        }
                        else
                        {
                            lock (_lock)
                            {
                                waiting.Enqueue(batch);
                                lost++;
                            }
                            // Dead or busy; the round ends when the others notice too.
                            if (running.HasExited) return;
                        }
                    }
                })).ToArray();
                await Task.WhenAll(round);
                if (done >= events) break;
                await server.WaitForExitAsync();
                await told.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"killed at {done} acknowledged events"));
                server.Dispose();
                server = null;
                server = await StartAsync(client);
            }
        }
        finally
        {
            if (server is { HasExited: false })
            {
                server.Kill();
                await server.WaitForExitAsync();
            }
            server?.Dispose();
        }
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        return await CountAsync(events, kills - killAt.Count, lost, seconds);
    }

    private async Task<FeedbackStormResult> CountAsync(int events, int kills, int lost, double seconds)
    {
        await using var log = await SegmentFeedbackLog.OpenAsync(Path.Combine(folder, "feedback"));
        var records = 0L;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (_, batch) in log.ReadAsync(FeedbackPosition.Start))
            foreach (var e in batch.Events)
            {
                records++;
                seen.Add(e.EventId);
            }
        var counted = await new FeedbackCounter(log, FeedbackPosition.Start).UpdateAsync();
        return new FeedbackStormResult(events, kills, _acknowledged.Count, _acknowledged.Count(id => !seen.Contains(id)), records, counted, lost, seconds);
    }

    private string[] Ids(int batch, int events) =>
        [.. Enumerable.Range(batch * batchSize, Math.Min(batchSize, events - (batch * batchSize))).Select(e => string.Create(CultureInfo.InvariantCulture, $"e{e}"))];

    private static async Task<bool> PostAsync(HttpClient client, int batch, string[] ids)
    {
        var body = new { events = ids.Select(id => new { eventId = id, kind = "Click", userId = $"u{id[^1]}{batch % 100}", itemId = $"i{batch % 50}" }).ToArray() };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/feedback") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"batch-{batch}"));
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.Accepted) return true;
            if (response.StatusCode == HttpStatusCode.TooManyRequests) await Task.Delay(50);
            return false;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<Process> StartAsync(HttpClient client)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", typeof(FeedbackStorm).Assembly.Location, "serve", folder, $"http://127.0.0.1:{_port}" }) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var words = process.StandardError.ReadToEndAsync();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The host did not start: {await words}");
            try
            {
                using var response = await client.GetAsync(new Uri("/api/health/live", UriKind.Relative));
                if (response.IsSuccessStatusCode) return process;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
