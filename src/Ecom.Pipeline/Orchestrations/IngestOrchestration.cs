using Ecom.Domain;
using Ecom.Pipeline.Orchestration;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>One upload: claim → read and clean → commit to the dataset → tell the monitor.</summary>
public sealed class IngestOrchestration : IOrchestration<IngestInput, IngestOutcome>
{
    public async Task<IngestOutcome> RunAsync(IOrchestrationContext context, IngestInput input)
    {
        context.SetCustomStatus(new { step = "claim", input.Path });
        var claim = await context.CallActivityAsync<ClaimResult>(ActivityNames.ClaimDump, input, Retries.Storage);
        if (!claim.Claimed) return new IngestOutcome(IngestState.Skipped, claim.Reason);

        context.SetCustomStatus(new { step = "ingest", input.Path });
        var dump = new DumpToIngest(input, claim.Sha256);
        IngestOutcome outcome;
        try
        {
            outcome = await context.CallActivityAsync<IngestOutcome>(ActivityNames.IngestDump, dump, Retries.Heavy);
        }
        catch (StepFailedException failure)
        {
            // Not the file's reader but the step itself gave up: the dump is poison, and must not stop the ones behind it.
            outcome = await context.CallActivityAsync<IngestOutcome>(
                ActivityNames.QuarantineDump, dump with { Error = $"{failure.ErrorType}: {failure.ErrorMessage}" }, Retries.Storage);
        }
        if (outcome.State != IngestState.Accepted) return outcome;

        context.SetCustomStatus(new { step = "commit", input.Path });
        var version = await context.CallActivityAsync<int>(ActivityNames.CommitDataset, input, Retries.Storage);
        await context.CallActivityAsync<bool>(ActivityNames.BuildStarterList, input.Shop, Retries.Heavy);
        context.SendEvent(InstanceIds.Monitor(ShopId.Parse(input.Shop)), MonitorEvents.DatasetChanged, version);
        context.SetCustomStatus(new { step = "done", input.Path });
        return outcome with { DatasetVersion = version };
    }
}
