using System.Collections.Concurrent;

namespace Ecom.Local.Engine;

/// <summary>Callers that wait for an instance to end.</summary>
internal sealed class CompletionWaiters
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();

    public Task For(string id) =>
        _waiting.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Complete(string id)
    {
        if (_waiting.TryRemove(id, out var source)) source.TrySetResult();
    }
}
