using Ecom.Pipeline.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Activities;

/// <summary>Activities of an ingest, and what the monitor asks.</summary>
public sealed class IngestActivities(ActivityInvoker activities)
{
    [Function(ActivityNames.ClaimDump)]
    public Task<ClaimResult> ClaimDump([ActivityTrigger] IngestInput input, FunctionContext context) =>
        activities.RunAsync<IngestInput, ClaimResult>(context, input);

    [Function(ActivityNames.IngestDump)]
    public Task<IngestOutcome> IngestDump([ActivityTrigger] DumpToIngest input, FunctionContext context) =>
        activities.RunAsync<DumpToIngest, IngestOutcome>(context, input);

    [Function(ActivityNames.QuarantineDump)]
    public Task<IngestOutcome> QuarantineDump([ActivityTrigger] DumpToIngest input, FunctionContext context) =>
        activities.RunAsync<DumpToIngest, IngestOutcome>(context, input);

    [Function(ActivityNames.CommitDataset)]
    public Task<int> CommitDataset([ActivityTrigger] IngestInput input, FunctionContext context) =>
        activities.RunAsync<IngestInput, int>(context, input);

    [Function(ActivityNames.BuildStarterList)]
    public Task<bool> BuildStarterList([ActivityTrigger] string input, FunctionContext context) =>
        activities.RunAsync<string, bool>(context, input);

    [Function(ActivityNames.ReadMonitorSettings)]
    public Task<MonitorSettings> ReadMonitorSettings([ActivityTrigger] string input, FunctionContext context) =>
        activities.RunAsync<string, MonitorSettings>(context, input);
}
