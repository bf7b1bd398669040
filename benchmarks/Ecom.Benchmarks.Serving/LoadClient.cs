using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Ecom.Benchmarks.Serving;

/// <summary>
/// A lean HTTP/1.1 client, so that the one core it has is enough: connections kept alive, one request at a time on each. Closed loop (as fast as answers come) or open
/// loop at a rate, where latency counts from when a request was due, so that a stall is charged to everything that waited for it.
/// </summary>
internal sealed class LoadClient(int port, LoadRequests requests, int connections)
{
    /// <summary>A run is told of in so many parts of the same length, to see whether it changes.</summary>
    private const int Parts = 6;

    /// <param name="seconds">How long.</param>
    /// <param name="rate">Requests a second over all connections; 0: closed loop.</param>
    /// <param name="seed">Of the requests.</param>
    public async Task<LoadOutcome> RunAsync(double seconds, double rate, int seed)
    {
        var clock = Stopwatch.StartNew();
        var loops = Enumerable.Range(0, connections).Select(c => Task.Run(() => LoopAsync(c, clock, seconds, rate, new Random(seed + c)))).ToArray();
        var parts = await Task.WhenAll(loops);
        var all = parts.SelectMany(p => p.Latencies).ToArray();
        float[] Of(bool write, double from = 0, double to = double.MaxValue) =>
            [.. all.Where(l => l.IsWrite == write && l.Due >= from && l.Due < to).Select(l => l.Seconds).Order()];
        return new LoadOutcome(all.Length / clock.Elapsed.TotalSeconds, Of(false), Of(true), parts.Sum(p => p.Failed))
        {
            ListsByPart = [.. Enumerable.Range(0, Parts).Select(p => Of(false, p * seconds / Parts, (p + 1) * seconds / Parts))],
        };
    }

    private async Task<(List<(float Due, float Seconds, bool IsWrite)> Latencies, int Failed)> LoopAsync(int connection, Stopwatch clock, double seconds, double rate, Random random)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        var buffer = new byte[1 << 16];
        var latencies = new List<(float, float, bool)>();
        var failed = 0;
        for (var k = 0; ; k++)
        {
            var due = rate > 0 ? (connection + ((double)k * connections)) / rate : clock.Elapsed.TotalSeconds;
            if (due >= seconds) return (latencies, failed);
            var (request, isWrite) = requests.Next(random);
            var early = due - clock.Elapsed.TotalSeconds;
            if (early > .0005) await Task.Delay(TimeSpan.FromSeconds(early));
            await socket.SendAsync(request);
            if (!await AnsweredAsync(socket, buffer)) failed++;
            latencies.Add(((float)due, (float)(clock.Elapsed.TotalSeconds - due), isWrite));
        }
    }

    /// <returns>Whether the answer says success.</returns>
    private static async Task<bool> AnsweredAsync(Socket socket, byte[] buffer)
    {
        var have = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0) throw new InvalidOperationException("The host closed a connection.");
            have += read;
            if (Complete(buffer.AsSpan(0, have))) return buffer[9] == '2';
        }
    }

    private static bool Complete(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0) return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var text = answer[(at + 16)..head];
        var end = text.IndexOf((byte)'\r');
        return answer.Length >= head + 4 + int.Parse(Encoding.ASCII.GetString(end < 0 ? text : text[..end]), System.Globalization.CultureInfo.InvariantCulture);
    }
}
