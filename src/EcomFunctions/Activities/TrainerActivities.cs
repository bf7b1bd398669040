using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Training;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Activities;

/// <summary>Activities that start, watch and stop trainers; none waits for one.</summary>
public sealed class TrainerActivities(ActivityInvoker activities)
{
    [Function(ActivityNames.StartTrainer)]
    public Task<bool> StartTrainer([ActivityTrigger] TrainAttempt input, FunctionContext context) =>
        activities.RunAsync<TrainAttempt, bool>(context, input);

    [Function(ActivityNames.PollTrainer)]
    public Task<TrainerStatus> PollTrainer([ActivityTrigger] TrainAttempt input, FunctionContext context) =>
        activities.RunAsync<TrainAttempt, TrainerStatus>(context, input);

    [Function(ActivityNames.CancelTrainer)]
    public Task<bool> CancelTrainer([ActivityTrigger] TrainAttempt input, FunctionContext context) =>
        activities.RunAsync<TrainAttempt, bool>(context, input);

    [Function(ActivityNames.CommitTrainer)]
    public Task<TrainOutcome> CommitTrainer([ActivityTrigger] TrainAttempt input, FunctionContext context) =>
        activities.RunAsync<TrainAttempt, TrainOutcome>(context, input);
}
