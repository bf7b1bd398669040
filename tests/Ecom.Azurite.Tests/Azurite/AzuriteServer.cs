using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecom.Azurite.Tests.Azurite;

/// <summary>A real Azurite on free loopback ports, with its data in a temporary folder.</summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    // The account name and key every emulator has; they protect nothing.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly string _data = Directory.CreateTempSubdirectory("ecom-azurite-").FullName;
    private readonly int[] _ports = [0, 0, 0];
    private Process? _process;

    private AzuriteServer(string folder) => _folder = folder;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{_ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{_ports[1]}/{Account};" +
        $"TableEndpoint=http://127.0.0.1:{_ports[2]}/{Account};";

    public static async Task<AzuriteServer> StartNewAsync(string folder)
    {
        var server = new AzuriteServer(folder);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts, on the ports it had before where there was a before.</summary>
    public async Task StartAsync()
    {
        string[] arguments =
        [
            Path.Combine(_folder, "start.js"), "--location", _data, "--disableTelemetry", "--silent", "--skipApiVersionCheck",
            "--blobPort", Text(_ports[0]), "--queuePort", Text(_ports[1]), "--tablePort", Text(_ports[2]),
        ];
        var process = _process = Process.Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = new ConcurrentQueue<string>();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var open = 0;
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(listening.Task, ended, Task.Delay(StartLimit)) != listening.Task)
            throw new InvalidOperationException($"Azurite did not start:\n{string.Join('\n', output)}");

        void Take(string? line)
        {
            if (line is null) return;
            output.Enqueue(line);
            if (Listening().Match(line) is not { Success: true } match) return;
            var service = match.Groups["service"].Value switch { "Blob" => 0, "Queue" => 1, _ => 2 };
            _ports[service] = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
            if (Interlocked.Increment(ref open) == 3) listening.TrySetResult();
        }
    }

    /// <summary>Ends it; what it has acknowledged is on its disk (it writes its index when asked to end, not when killed).</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process) return;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://[^:]+:(?<port>\d+)")]
    private static partial Regex Listening();
}
