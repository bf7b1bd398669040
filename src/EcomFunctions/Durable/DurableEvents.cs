using System.Text.Json;
using Ecom.Pipeline.Orchestration;
using Microsoft.DurableTask;

namespace EcomFunctions.Durable;

/// <summary>
/// External events with the pipeline's rules: the first to wait is the first served, and a waiter that gave up takes none. Durable alone
/// serves the last to wait first, and gives an event to a cancelled waiter, which loses it.
/// </summary>
internal sealed class DurableEvents(TaskOrchestrationContext inner)
{
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.OrdinalIgnoreCase);

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<T>(cancellation);
        if (!_channels.TryGetValue(name, out var channel)) _channels[name] = channel = new Channel();
        if (channel.Kept.TryDequeue(out var kept)) return Task.FromResult(Read<T>(kept));
        var source = new TaskCompletionSource<T>();
        var node = channel.Waiters.AddLast(payload => Complete(source, payload));
        if (cancellation.CanBeCanceled)
            cancellation.Register(() =>
            {
                if (node.List is { } list) list.Remove(node);
                source.TrySetCanceled(cancellation);
            });
        // What a waiter asked for that gave up since is still to come, and serves the next one.
        if (channel.Asked < channel.Waiters.Count) _ = FeedAsync(name, channel);
        return source.Task;
    }

    /// <summary>Sends what came and nobody took to the next execution, before Durable sends what it kept itself.</summary>
    public void Forward()
    {
        foreach (var (name, channel) in _channels)
            while (channel.Kept.TryDequeue(out var payload)) inner.SendEvent(inner.InstanceId, name, payload);
    }

    private async Task FeedAsync(string name, Channel channel)
    {
        channel.Asked++;
        var payload = await inner.WaitForExternalEvent<JsonElement>(name);
        channel.Asked--;
        if (channel.Waiters.First is not { } first)
        {
            channel.Kept.Enqueue(payload);
            return;
        }
        channel.Waiters.RemoveFirst();
        first.Value(payload);
    }

    private static void Complete<T>(TaskCompletionSource<T> source, JsonElement payload)
    {
        try
        {
            source.TrySetResult(Read<T>(payload));
        }
        catch (JsonException e)
        {
            source.TrySetException(e);
        }
    }

    private static T Read<T>(JsonElement payload) =>
        payload.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? default! : payload.Deserialize<T>(Messages.Json)!;

    private sealed class Channel
    {
        public Queue<JsonElement> Kept { get; } = new();

        public LinkedList<Action<JsonElement>> Waiters { get; } = new();

        /// <summary>Waits at Durable that have not come back.</summary>
        public int Asked { get; set; }
    }
}
