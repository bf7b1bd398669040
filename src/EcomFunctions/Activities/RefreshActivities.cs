using Ecom.Pipeline.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Activities;

/// <summary>Activities of a refresh, but for its trainers.</summary>
public sealed class RefreshActivities(ActivityInvoker activities)
{
    [Function(ActivityNames.ImportFeedback)]
    public Task<bool> ImportFeedback([ActivityTrigger] RunStep input, FunctionContext context) =>
        activities.RunAsync<RunStep, bool>(context, input);

    [Function(ActivityNames.PrepareData)]
    public Task<PreparedData> PrepareData([ActivityTrigger] RunStep input, FunctionContext context) =>
        activities.RunAsync<RunStep, PreparedData>(context, input);

    [Function(ActivityNames.PlanRefresh)]
    public Task<RefreshPlan> PlanRefresh([ActivityTrigger] PlanInput input, FunctionContext context) =>
        activities.RunAsync<PlanInput, RefreshPlan>(context, input);

    [Function(ActivityNames.DecidePromotion)]
    public Task<GateOutcome> DecidePromotion([ActivityTrigger] GateStep input, FunctionContext context) =>
        activities.RunAsync<GateStep, GateOutcome>(context, input);

    [Function(ActivityNames.RegisterVersion)]
    public Task<string> RegisterVersion([ActivityTrigger] RegisterStep input, FunctionContext context) =>
        activities.RunAsync<RegisterStep, string>(context, input);

    [Function(ActivityNames.PromoteVersion)]
    public Task<bool> PromoteVersion([ActivityTrigger] PromoteStep input, FunctionContext context) =>
        activities.RunAsync<PromoteStep, bool>(context, input);

    [Function(ActivityNames.WriteReport)]
    public Task<bool> WriteReport([ActivityTrigger] ReportStep input, FunctionContext context) =>
        activities.RunAsync<ReportStep, bool>(context, input);

    [Function(ActivityNames.CollectGarbage)]
    public Task<bool> CollectGarbage([ActivityTrigger] RunStep input, FunctionContext context) =>
        activities.RunAsync<RunStep, bool>(context, input);
}
