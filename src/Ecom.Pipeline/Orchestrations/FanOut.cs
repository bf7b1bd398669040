using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Runs trainer jobs side by side, never more than the plan's parallelism.</summary>
internal static class FanOut
{
    public static async Task<IReadOnlyList<TrainOutcome>> TrainAsync(
        IOrchestrationContext context, RunStep run, RefreshPlan plan, DateTime deadline, Task<string> cancel)
    {
        var waiting = new Queue<PlannedJob>(plan.Jobs);
        var running = new Dictionary<Task<TrainOutcome>, PlannedJob>();
        var outcomes = new List<TrainOutcome>();
        var told = false;
        while (waiting.Count > 0 || running.Count > 0)
        {
            while (waiting.Count > 0 && running.Count < plan.Parallelism)
            {
                var job = waiting.Dequeue();
                if (cancel.IsCompleted || context.CurrentUtcDateTime >= deadline)
                {
                    outcomes.Add(new TrainOutcome(job.Name, null, cancel.IsCompleted
                        ? "not started: the run was cancelled" : "not started: the refresh reached its wall-clock ceiling"));
                    continue;
                }
                running.Add(StartAsync(context, run, job, deadline), job);
            }
            if (running.Count == 0) continue;
            context.SetCustomStatus(new RunProgress(
                "train", outcomes.Count, plan.Jobs.Count, running.Values.ToDictionary(j => j.Name, _ => "training")));

            if (cancel.IsCompletedSuccessfully && !told)
            {
                foreach (var job in running.Values)
                    context.SendEvent(ChildId(context, job), RefreshEvents.Cancel, await cancel);
                told = true;
            }
            var ended = told
                ? await Task.WhenAny(running.Keys)
                : await Task.WhenAny(running.Keys.Append<Task>(cancel));
            if (ended is Task<TrainOutcome> finished && running.Remove(finished)) outcomes.Add(await finished);
        }
        return outcomes;
    }

    public static async Task<TrainOutcome> TrainOneAsync(
        IOrchestrationContext context, RunStep run, PlannedJob job, DateTime deadline, Task<string> cancel) =>
        (await TrainAsync(context, run, new RefreshPlan([job], 1, 0), deadline, cancel))[0];

    private static async Task<TrainOutcome> StartAsync(IOrchestrationContext context, RunStep run, PlannedJob job, DateTime deadline)
    {
        try
        {
            return await context.CallSubOrchestrationAsync<TrainOutcome>(
                OrchestrationNames.Train,
                new TrainInput(run.Shop, run.RunId, job, deadline),
                new CallOptions(InstanceId: ChildId(context, job)));
        }
        catch (StepFailedException failure)
        {
            return new TrainOutcome(job.Name, null, failure.ErrorMessage);
        }
    }

    private static string ChildId(IOrchestrationContext context, PlannedJob job) => $"train-{context.InstanceId}-{job.Name}";
}
