using Microsoft.DurableTask.Client;

namespace EcomFunctions.Durable;

/// <summary>
/// The client that the worker hands to functions that bind one. It is the same for the whole process, but cannot be injected: so every function that may
/// start or signal an orchestration binds it and leaves it here.
/// </summary>
public sealed class CurrentDurableClient
{
    private DurableTaskClient? _client;

    /// <exception cref="InvalidOperationException">No function has bound a client yet.</exception>
    public DurableTaskClient Client =>
        Volatile.Read(ref _client) ?? throw new InvalidOperationException("No function of this process has bound a Durable client yet.");

    public void Set(DurableTaskClient client) => Volatile.Write(ref _client, client);
}
