using Grpc.Core;
using Grpc.Core.Interceptors;

namespace EcomFunctions.Tests.Conformance;

/// <summary>
/// Knows whether a worker's stream of work is open at the service. The service writes work to the last stream it has seen, be its worker gone or not yet
/// back, and what is written there is lost: so a restart waits for the end of the old stream and for the new one.
/// </summary>
internal sealed class WorkStream : Interceptor
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private int _open;

    /// <exception cref="TimeoutException">No worker has come within half a minute.</exception>
    public Task OpenedAsync() => UntilAsync(() => Volatile.Read(ref _open) > 0, "no worker has asked for work");

    /// <exception cref="TimeoutException">The worker's stream is still open after half a minute.</exception>
    public Task ClosedAsync() => UntilAsync(() => Volatile.Read(ref _open) == 0, "the stopped worker's stream of work is still open");

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        // The service keeps the stream before it first waits.
        var call = continuation(request, responseStream, context);
        if (call.IsCompleted || !context.Method.EndsWith("/GetWorkItems", StringComparison.Ordinal))
        {
            await call;
            return;
        }
        Interlocked.Increment(ref _open);
        try
        {
            await call;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException(otherwise);
            await Task.Delay(5);
        }
    }
}
