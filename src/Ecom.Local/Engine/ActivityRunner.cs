using System.Collections.Concurrent;
using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Local.Engine;

/// <summary>
/// Runs activities on the thread pool, so many at a time, each in a service scope of its own with a token that is cancelled when its
/// instance is terminated or the host stops.
/// </summary>
internal sealed class ActivityRunner : IDisposable
{
    private const int LongestError = 4096;

    private readonly OrchestrationCatalogue _catalogue;
    private readonly IServiceScopeFactory _scopes;
    private readonly Action<EngineMessage> _post;
    private readonly SemaphoreSlim _all;
    private readonly Dictionary<string, SemaphoreSlim> _named;
    private readonly ConcurrentDictionary<StepKey, (CancellationTokenSource Cancel, Task Run)> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    public ActivityRunner(LocalEngineOptions options, OrchestrationCatalogue catalogue, IServiceScopeFactory scopes, Action<EngineMessage> post)
    {
        (_catalogue, _scopes, _post) = (catalogue, scopes, post);
        _all = new SemaphoreSlim(options.MaximumParallelActivities);
        _named = options.ActivityLimits.ToDictionary(l => l.Key, l => new SemaphoreSlim(l.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Starts a step unless it is running, or has run and its outcome waits to be recorded.</summary>
    public void Start(StepKey step, string name, string? input)
    {
        if (_stopping.IsCancellationRequested || _running.ContainsKey(step)) return;
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[step] = (cancel, RunAsync(begin.Task, step, name, input, cancel));
        begin.SetResult();
    }

    /// <summary>To be called once a step's outcome is durable; until then it must not be started again.</summary>
    public void Forget(StepKey step)
    {
        if (_running.TryRemove(step, out var run)) run.Cancel.Dispose();
    }

    public void Cancel(string instance)
    {
        foreach (var (step, run) in _running)
        {
            if (step.Instance != instance) continue;
            try
            {
                // Not on the engine's thread: what activities registered there is theirs.
                _ = run.Cancel.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended just now.
            }
        }
    }

    /// <summary>Asks all to stop and waits for them; those that do not listen are left behind when the token fires.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        var all = Task.WhenAll(_running.Values.Select(r => r.Run));
        await Task.WhenAny(all, Task.Delay(Timeout.InfiniteTimeSpan, cancellation));
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(Task begin, StepKey step, string name, string? input, CancellationTokenSource cancel)
    {
        await begin.ConfigureAwait(false);
        EngineMessage? ended = null;
        try
        {
            ended = await RunBoundedAsync(step, name, input, cancel.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping: not a failure; the step runs again after the restart. Terminated: nobody asks for the outcome.
        }
        catch (Exception e)
        {
            var message = e.Message.Length <= LongestError ? e.Message : e.Message[..LongestError];
            ended = new EngineMessage.ActivityEnded(step, null, e.GetType().FullName, message);
        }
        if (ended is null) Forget(step);
        else _post(ended);
    }

    private async Task<EngineMessage> RunBoundedAsync(StepKey step, string name, string? input, CancellationToken cancellation)
    {
        if (!_catalogue.Activities.TryGetValue(name, out var entry)) throw new InvalidOperationException($"There is no activity named '{name}'.");
        var named = _named.GetValueOrDefault(name);
        // The narrow gate first: one that waits there must not hold a place others could use.
        if (named is not null) await named.WaitAsync(cancellation);
        try
        {
            await _all.WaitAsync(cancellation);
            try
            {
                await using var scope = _scopes.CreateAsyncScope();
                var output = await entry.RunAsync(scope.ServiceProvider, Messages.Read(input, entry.InputType), cancellation);
                return new EngineMessage.ActivityEnded(step, Messages.Write(output, $"result of activity '{name}'"), null, null);
            }
            finally
            {
                _all.Release();
            }
        }
        finally
        {
            named?.Release();
        }
    }
}
