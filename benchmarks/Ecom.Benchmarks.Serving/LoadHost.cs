using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecom.Local.Hosting;
using Ecom.Serving.Http;
using Ecom.Serving.Recommending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Benchmarks.Serving;

/// <summary>The embedded host in a process of its own on one core, with one more path: a list stored beforehand, through the same shell and the same JSON.</summary>
internal sealed class LoadHost : IDisposable
{
    private readonly Process _process;

    private LoadHost(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Memory of the process's own, without the mapped files: those of a snapshot become resident customer by customer, and the system takes them back when it needs the room.</summary>
    public double PrivateMegabytes
    {
        get
        {
            _process.Refresh();
            if (!OperatingSystem.IsLinux()) return _process.WorkingSet64 / 1e6;
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
    }

    /// <summary>What is in use, and the process's own memory, once the host has thrown away all that is not: collectors leave garbage lying for minutes where there is room.</summary>
    public async Task<(double Live, double Private)> CollectAsync()
    {
        using var client = new HttpClient();
        var live = long.Parse(await client.GetStringAsync($"http://127.0.0.1:{Port}/live"), CultureInfo.InvariantCulture);
        return (Math.Round(live / 1e6, 1), Math.Round(PrivateMegabytes, 1));
    }

    /// <returns>Collections by generation since the start, and the milliseconds for which everything stood still for them.</returns>
    public async Task<double[]> CollectionsAsync()
    {
        using var client = new HttpClient();
        return [.. (await client.GetStringAsync($"http://127.0.0.1:{Port}/collections")).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    /// <returns>The host, and the seconds from the start of its process to the first answered recommendation.</returns>
    public static async Task<(LoadHost Host, double FirstAnswerSeconds)> StartAsync(string folder, int cachedEntries)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(LoadHost).Assembly.Location);
        foreach (var argument in new[] { "host", folder, port.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["Ecom__UserState__CachedEntries"] = cachedEntries.ToString(CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        var host = new LoadHost(Process.Start(start)!, port);
        _ = host._process.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient();
        while (true)
        {
            if (host._process.HasExited) throw new InvalidOperationException("The host ended before it answered.");
            try
            {
                var answer = await client.GetStringAsync($"http://127.0.0.1:{port}/api/users/u1/recommendations");
                // Before the model is loaded, the list is empty.
                if (answer.Contains("\"itemId\"", StringComparison.Ordinal)) return (host, clock.Elapsed.TotalSeconds);
            }
            catch (HttpRequestException)
            {
            }
            await Task.Delay(20);
        }
    }

    /// <summary>What the child process runs.</summary>
    public static async Task ServeAsync(string folder, string port)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) Process.GetCurrentProcess().ProcessorAffinity = 1;
        var options = new EmbeddedOptions
        {
            DataDirectory = folder,
            Settings = new Dictionary<string, string?> { ["Ecom:Monitor:FeedbackThreshold"] = "1000000000", ["Ecom:Monitor:Schedule"] = "" },
        };
        await using var app = WebHost.Create(options, $"http://127.0.0.1:{port}");
        ItemList? stored = null;
        app.MapGet("/stored/{id}", async (string id, [AsParameters] RecommendRequest request, RecommendHandler handler, CancellationToken cancellation) =>
                stored ??= await handler.HandleAsync(request, cancellation))
            .Finally(b => b.RequestDelegate = ApiShell.Around(b.RequestDelegate!, ApiScope.Read));
        app.MapGet("/collections", () => string.Create(
            CultureInfo.InvariantCulture, $"{GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} {GC.GetTotalPauseDuration().TotalMilliseconds:0}"));
        app.MapGet("/live", () =>
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return GC.GetTotalMemory(forceFullCollection: true);
        });
        await app.RunAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
