using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ecom.Benchmarks.Serving;

/// <summary>Requests per second of a served model against the same path with a stored list, then latency and memory at half that load.</summary>
internal static class LoadBenchmark
{
    private const int Rounds = 5;
    private const double SettlingSeconds = 30;

    /// <summary>For the half load: with few, a write that the disk holds up would hold up the lists due on the same connection, which no shop sends that way.</summary>
    private const int OpenLoopConnections = 32;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task RunAsync(string results, int cachedEntries, string families, int items, int users, double seconds, double warmUpSeconds, double soakSeconds, int connections)
    {
        // The host has the first core, the client the second: two on one core would measure each other.
        if ((OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) && Environment.ProcessorCount > 1) Process.GetCurrentProcess().ProcessorAffinity = 2;
        var rows = new List<LoadRow>();
        foreach (var family in families.Split(','))
        {
            var folder = Directory.CreateTempSubdirectory("ecom-load-").FullName;
            try
            {
                Console.Error.WriteLine($"{family}: writing the shop");
                await new LoadShop(folder, items, users).WriteAsync(family, seed: 1);
                rows.Add(await MeasureAsync(family, folder, cachedEntries, items, users, seconds, warmUpSeconds, soakSeconds, connections));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        Directory.CreateDirectory(results);
        var told = new { items, users, connections, seconds, warmUpSeconds, soakSeconds, cachedEntries, date = TimeProvider.System.GetUtcNow(), rows };
        await File.WriteAllTextAsync(Path.Combine(results, "serving-load.json"), JsonSerializer.Serialize(told, Form) + "\n");
        var table = Markdown(rows, cachedEntries, items, users, seconds, warmUpSeconds, soakSeconds, connections);
        await File.WriteAllTextAsync(Path.Combine(results, "serving-load.md"), table);
        Console.WriteLine(table);
    }

    private static async Task<LoadRow> MeasureAsync(string family, string folder, int cachedEntries, int items, int users, double seconds, double warmUpSeconds, double soakSeconds, int connections)
    {
        var (host, first) = await LoadHost.StartAsync(folder, cachedEntries);
        using var running = host;
        Console.Error.WriteLine($"{family}: first answer after {first:0.00} s");
        var model = new LoadClient(host.Port, new LoadRequests(users, items, LoadRequests.Recommendations), connections);
        var stored = new LoadClient(host.Port, new LoadRequests(users, items, LoadRequests.Stored), connections);
        var cold = await model.RunAsync(seconds, 0, 1);
        var failed = cold.Failed;
        // Until hot code is compiled by its profile, which takes a busy core half a minute: a shop's host runs for days.
        var warm = TimeProvider.System.GetTimestamp();
        for (var turn = 0; turn % 2 == 1 || TimeProvider.System.GetElapsedTime(warm).TotalSeconds < warmUpSeconds; turn++)
            failed += (await (turn % 2 == 0 ? model : stored).RunAsync(seconds, 0, 10 + turn)).Failed;
        List<double> asModel = [], asStored = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (m, s) = (await model.RunAsync(seconds, 0, 100 + round), await stored.RunAsync(seconds, 0, 200 + round));
            asModel.Add(Math.Round(m.RequestsPerSecond));
            asStored.Add(Math.Round(s.RequestsPerSecond));
            failed += m.Failed + s.Failed;
            Console.Error.WriteLine($"{family}: {asModel[^1]:N0} requests/s, stored list {asStored[^1]:N0}");
        }

        var half = asModel.Order().ElementAt(Rounds / 2) / 2;
        var before = await host.CollectAsync();
        // A host that has given back all it could takes its memory again page by page, which is no part of what it does for days.
        var steady = new LoadClient(host.Port, new LoadRequests(users, items, LoadRequests.Recommendations), OpenLoopConnections);
        failed += (await steady.RunAsync(SettlingSeconds, half, 1000)).Failed;
        var collected = await host.CollectionsAsync();
        using var done = new CancellationTokenSource();
        var memory = SampleAsync(host, done.Token);
        var soak = await steady.RunAsync(soakSeconds, half, 2000);
        await done.CancelAsync();
        collected = [.. (await host.CollectionsAsync()).Zip(collected, (now, then) => now - then)];
        var after = await host.CollectAsync();
        return new LoadRow
        {
            Family = family,
            FirstAnswerSeconds = Math.Round(first, 2),
            ColdRequestsPerSecond = Math.Round(cold.RequestsPerSecond),
            RequestsPerSecond = asModel,
            StoredPerSecond = asStored,
            HalfLoad = Math.Round(soak.RequestsPerSecond),
            LatencyMilliseconds = Quantiles(soak.Lists),
            P99ByPart = [.. soak.ListsByPart.Select(p => Math.Round(LoadOutcome.Milliseconds(p, .99), 2))],
            Collections = [.. collected[..3].Select(c => (int)c)],
            PauseMilliseconds = collected[3],
            WriteLatencyMilliseconds = Quantiles(soak.Writes),
            Failed = failed + soak.Failed,
            PrivateMegabytes = await memory,
            LiveMegabytes = [before.Live, after.Live],
            CollectedMegabytes = [before.Private, after.Private],
        };
    }

    private static Dictionary<string, double> Quantiles(float[] latencies) => new[] { .5, .9, .99, .999 }.ToDictionary(
        q => "p" + (q * 100).ToString(CultureInfo.InvariantCulture), q => Math.Round(LoadOutcome.Milliseconds(latencies, q), 2));

    private static async Task<IReadOnlyList<double>> SampleAsync(LoadHost host, CancellationToken cancellation)
    {
        var samples = new List<double>();
        try
        {
            while (true)
            {
                samples.Add(Math.Round(host.PrivateMegabytes));
                await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            return samples;
        }
    }

    private static string Markdown(IReadOnlyList<LoadRow> rows, int cachedEntries, int items, int users, double seconds, double warmUpSeconds, double soakSeconds, int connections)
    {
        string Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2).ToString("N0", CultureInfo.InvariantCulture);
        string Memory(IReadOnlyList<double> values) => values.Count < 4
            ? string.Join(", ", values)
            : string.Create(CultureInfo.InvariantCulture, $"{values[values.Count / 4]:0} → {values[^1]:0}");
        var lines = rows.Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"| {r.Family} | {r.FirstAnswerSeconds:0.0} | {r.ColdRequestsPerSecond:N0} | {Median(r.RequestsPerSecond)} | {Median(r.StoredPerSecond)} | {r.Ratio[0]:0.00} ({r.Ratio[1]:0.00} – {r.Ratio[2]:0.00}) | {r.HalfLoad:N0} | {r.LatencyMilliseconds["p50"]} | {r.LatencyMilliseconds["p99"]} | {r.LatencyMilliseconds["p99.9"]} | {r.WriteLatencyMilliseconds["p50"]} | {r.WriteLatencyMilliseconds["p99"]} | {Memory(r.PrivateMegabytes)} | {r.CollectedMegabytes[0]:0} → {r.CollectedMegabytes[1]:0} | {r.LiveMegabytes[0]:0} → {r.LiveMegabytes[1]:0} | {r.Failed} |"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Serving under load

            Written by `load --seconds {seconds:0} --warm-up {warmUpSeconds:0} --soak {soakSeconds:0} --cached-entries {cachedEntries}` of `benchmarks/Ecom.Benchmarks.Serving`, published as a host is (`-r linux-x64`, compiled ahead of time), {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; .NET {Environment.Version}.
            The embedded host on one core, the client on another, loopback, {connections} connections ({OpenLoopConnections} at half load). {items:N0} products, {users:N0} customers drawn by Zipf with histories of 1–{LoadShop.LongestHistory}
            events; nothing cached; a fifth of the lists filtered by category, 5 % of the requests feedback (durable before it is answered). Stored list: the same mix, shell and
            JSON with a list made beforehand. {Rounds} rounds in turns of {seconds:0} s after {warmUpSeconds:0} s of the same load; medians. Latency counts from when a request was due. Memory of its own, mapped files aside: after a quarter of the half load, and at its end; then the same, and what is in use, after full collections before and after the half load; up to {cachedEntries:N0} entries of visitors' state cached.

            | model | first answer, s | requests/s, first turn | requests/s | stored list, requests/s | model : stored, median (range) | half load, requests/s | lists: p50 ms | p99 ms | p99.9 ms | feedback: p50 ms | p99 ms | private MB | after a full collection | in use, MB | failed |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            {string.Join('\n', lines)}

            """);
    }
}
