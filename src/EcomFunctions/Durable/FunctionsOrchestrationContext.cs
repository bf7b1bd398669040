using Ecom.Pipeline.Orchestration;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using RetryPolicy = Ecom.Pipeline.Orchestration.RetryPolicy;

namespace EcomFunctions.Durable;

/// <summary>The pipeline's context on Durable's: the same names, the message limit, and failures as type name and message.</summary>
public sealed class FunctionsOrchestrationContext(TaskOrchestrationContext inner) : IOrchestrationContext
{
    private readonly DurableEvents _events = new(inner);

    public string InstanceId => inner.InstanceId;
    public string? ParentInstanceId => inner.Parent?.InstanceId;
    public string Version => inner.Version;
    public DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;
    public bool IsReplaying => inner.IsReplaying;

    /// <summary>Runs an orchestration of the pipeline as a Durable one.</summary>
    public static async Task<TOutput> RunAsync<TInput, TOutput>(
        TaskOrchestrationContext context, IOrchestration<TInput, TOutput> orchestration, TInput input)
    {
        var logger = context.CreateReplaySafeLogger(typeof(FunctionsOrchestrationContext).FullName!);
        using var scope = logger.BeginScope("{InstanceId}", context.InstanceId);
        var output = await orchestration.RunAsync(new FunctionsOrchestrationContext(context), input);
        Messages.Write(output, $"output of orchestration '{context.Name}'");
        return output;
    }

    public Task<TResult> CallActivityAsync<TResult>(string name, object? input = null, CallOptions? options = null)
    {
        Messages.Write(input, $"input of activity '{name}'");
        return StepAsync(name, inner.CallActivityAsync<TResult>(name, input, new TaskOptions(Retry(options?.Retry))));
    }

    public Task<TResult> CallSubOrchestrationAsync<TResult>(string name, object? input = null, CallOptions? options = null)
    {
        Messages.Write(input, $"input of orchestration '{name}'");
        return StepAsync(name, inner.CallSubOrchestratorAsync<TResult>(name, input, new SubOrchestrationOptions(Retry(options?.Retry), options?.InstanceId)));
    }

    public Task CreateTimerAsync(DateTime fireAt, CancellationToken cancellation) => inner.CreateTimer(fireAt, cancellation);

    public Task<T> WaitForExternalEventAsync<T>(string name, CancellationToken cancellation = default) =>
        _events.WaitAsync<T>(name, cancellation);

    public void SendEvent(string instanceId, string name, object? payload)
    {
        Messages.Write(payload, $"event '{name}'");
        inner.SendEvent(instanceId, name, payload!);
    }

    public void SetCustomStatus(object? status)
    {
        Messages.Write(status, "custom status");
        inner.SetCustomStatus(status);
    }

    public void ContinueAsNew(object? input, bool preserveUnprocessedEvents = true)
    {
        Messages.Write(input, "input of the next execution");
        if (preserveUnprocessedEvents) _events.Forward();
        inner.ContinueAsNew(input, preserveUnprocessedEvents);
    }

    public Guid NewGuid() => inner.NewGuid();

    public ILogger CreateReplaySafeLogger(string category) => inner.CreateReplaySafeLogger(category);

    private static async Task<TResult> StepAsync<TResult>(string name, Task<TResult> step)
    {
        try
        {
            return await step;
        }
        catch (TaskFailedException e)
        {
            // A child that was terminated has no failure details: Durable Task fails the parent's step with none, whatever the annotation says.
            throw new StepFailedException(name, e.FailureDetails?.ErrorType ?? nameof(TaskFailedException), e.FailureDetails?.ErrorMessage ?? e.Message);
        }
    }

    private static TaskRetryOptions? Retry(RetryPolicy? retry) => retry is null ? null : new TaskRetryOptions(new Microsoft.DurableTask.RetryPolicy(
        retry.MaximumAttempts, retry.FirstRetryInterval, retry.BackoffCoefficient, retry.MaximumRetryInterval));
}
