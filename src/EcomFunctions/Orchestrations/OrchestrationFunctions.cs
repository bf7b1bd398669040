using Ecom.Pipeline.Orchestrations;
using EcomFunctions.Durable;
using EcomFunctions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EcomFunctions.Orchestrations;

/// <summary>The pipeline's orchestrations under their names.</summary>
public static class OrchestrationFunctions
{
    [Function(OrchestrationNames.Ingest)]
    public static Task<IngestOutcome> Ingest([OrchestrationTrigger] TaskOrchestrationContext context, IngestInput input) =>
        FunctionsOrchestrationContext.RunAsync(context, new IngestOrchestration(), input);

    [Function(OrchestrationNames.Refresh)]
    public static async Task<RefreshOutcome> Refresh([OrchestrationTrigger] TaskOrchestrationContext context, RefreshInput input)
    {
        try
        {
            return await FunctionsOrchestrationContext.RunAsync(context, new RefreshOrchestration(), input);
        }
        catch (Exception e)
        {
            RunEvents.RefreshFailed(context.CreateReplaySafeLogger(OrchestrationNames.Refresh), input.RunId, e.Message);
            throw;
        }
    }

    [Function(OrchestrationNames.Train)]
    public static Task<TrainOutcome> Train([OrchestrationTrigger] TaskOrchestrationContext context, TrainInput input) =>
        FunctionsOrchestrationContext.RunAsync(context, new TrainOrchestration(), input);

    [Function(OrchestrationNames.Monitor)]
    public static Task<bool> Monitor([OrchestrationTrigger] TaskOrchestrationContext context, MonitorState input) =>
        FunctionsOrchestrationContext.RunAsync(context, new MonitorOrchestration(), input);
}
