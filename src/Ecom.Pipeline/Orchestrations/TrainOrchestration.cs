using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Training;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>
/// Starts a trainer job and polls it to its end; no activity blocks. A job that fails gets another attempt in a folder of its own; so does one that was
/// lost with its machine, which says nothing against the job and is held against it only when it happens over and over.
/// A failed job is a result, not an error: the other candidates go on.
/// </summary>
public sealed class TrainOrchestration : IOrchestration<TrainInput, TrainOutcome>
{
    private const int MaximumFailures = 2;
    private const int MaximumLosses = 20;
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(5);

    public async Task<TrainOutcome> RunAsync(IOrchestrationContext context, TrainInput input)
    {
        using var stop = new CancellationTokenSource();
        var cancel = context.WaitForExternalEventAsync<string>(RefreshEvents.Cancel, stop.Token);
        string? error = null;
        int failures = 0, losses = 0;
        while (failures < MaximumFailures && losses < MaximumLosses)
        {
            var attempt = failures + losses + 1;
            var job = new TrainAttempt(input.Shop, input.RunId, input.Job, attempt);
            TrainerStatus status;
            try
            {
                await context.CallActivityAsync<bool>(ActivityNames.StartTrainer, job, Retries.Storage);
                status = await WatchAsync(context, job, input.Deadline, cancel);
            }
            catch (StepFailedException failure)
            {
                status = new TrainerStatus(TrainerState.Failed, Error: failure.ErrorMessage);
            }
            if (status.State == TrainerState.Succeeded)
            {
                stop.Cancel();
                return await context.CallActivityAsync<TrainOutcome>(ActivityNames.CommitTrainer, job, Retries.Storage);
            }
            error = status.Error ?? "the trainer process was lost";
            if (status.State == TrainerState.Running) break;
            if (status.State == TrainerState.Unknown) losses++;
            else failures++;
        }
        stop.Cancel();
        return new TrainOutcome(input.Job.Name, null, error);
    }

    /// <returns>The final status; <see cref="TrainerState.Running"/> with an error where the job was stopped from outside.</returns>
    private static async Task<TrainerStatus> WatchAsync(
        IOrchestrationContext context, TrainAttempt job, DateTime deadline, Task<string> cancel)
    {
        var wait = FirstPoll;
        while (true)
        {
            using var wake = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.CurrentUtcDateTime + wait, wake.Token);
            await Task.WhenAny(timer, cancel);
            if (!timer.IsCompleted) wake.Cancel();

            var stopReason = cancel.IsCompletedSuccessfully ? $"cancelled: {await cancel}"
                : context.CurrentUtcDateTime >= deadline ? "the refresh reached its wall-clock ceiling"
                : null;
            if (stopReason is not null)
            {
                await context.CallActivityAsync<bool>(ActivityNames.CancelTrainer, job, Retries.Storage);
                return new TrainerStatus(TrainerState.Running, Error: stopReason);
            }

            var status = await context.CallActivityAsync<TrainerStatus>(ActivityNames.PollTrainer, job, Retries.Storage);
            if (status.Progress is { } progress) context.SetCustomStatus(progress);
            if (status.State != TrainerState.Running) return status;
            wait = wait * 1.5 < LongestPoll ? wait * 1.5 : LongestPoll;
        }
    }
}
