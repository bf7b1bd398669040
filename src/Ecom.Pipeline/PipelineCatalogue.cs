using Ecom.Pipeline.Activities;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Training;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.Pipeline;

/// <summary>Every orchestration and activity of the product under its name: what the local engine runs and the Functions app binds.</summary>
public static class PipelineCatalogue
{
    public static OrchestrationCatalogue Create() => new OrchestrationCatalogue()
        .AddOrchestration<IngestInput, IngestOutcome>(OrchestrationNames.Ingest, () => new IngestOrchestration())
        .AddOrchestration<RefreshInput, RefreshOutcome>(OrchestrationNames.Refresh, () => new RefreshOrchestration())
        .AddOrchestration<TrainInput, TrainOutcome>(OrchestrationNames.Train, () => new TrainOrchestration())
        .AddOrchestration<MonitorState, bool>(OrchestrationNames.Monitor, () => new MonitorOrchestration())
        .AddActivity(ActivityNames.ClaimDump, Create<ClaimDump, IngestInput, ClaimResult>)
        .AddActivity(ActivityNames.IngestDump, Create<IngestDump, DumpToIngest, IngestOutcome>)
        .AddActivity(ActivityNames.QuarantineDump, Create<QuarantineDump, DumpToIngest, IngestOutcome>)
        .AddActivity(ActivityNames.CommitDataset, Create<CommitDataset, IngestInput, int>)
        .AddActivity(ActivityNames.BuildStarterList, Create<BuildStarterList, string, bool>)
        .AddActivity(ActivityNames.ReadMonitorSettings, Create<ReadMonitorSettings, string, MonitorSettings>)
        .AddActivity(ActivityNames.ImportFeedback, Create<ImportFeedback, RunStep, bool>)
        .AddActivity(ActivityNames.PrepareData, Create<PrepareData, RunStep, PreparedData>)
        .AddActivity(ActivityNames.PlanRefresh, Create<PlanRefresh, PlanInput, RefreshPlan>)
        .AddActivity(ActivityNames.StartTrainer, Create<StartTrainer, TrainAttempt, bool>)
        .AddActivity(ActivityNames.PollTrainer, Create<PollTrainer, TrainAttempt, TrainerStatus>)
        .AddActivity(ActivityNames.CancelTrainer, Create<CancelTrainer, TrainAttempt, bool>)
        .AddActivity(ActivityNames.CommitTrainer, Create<CommitTrainer, TrainAttempt, TrainOutcome>)
        .AddActivity(ActivityNames.DecidePromotion, Create<DecidePromotion, GateStep, GateOutcome>)
        .AddActivity(ActivityNames.RegisterVersion, Create<RegisterVersion, RegisterStep, string>)
        .AddActivity(ActivityNames.PromoteVersion, Create<PromoteVersion, PromoteStep, bool>)
        .AddActivity(ActivityNames.WriteReport, Create<WriteReport, ReportStep, bool>)
        .AddActivity(ActivityNames.CollectGarbage, Create<CollectGarbage, RunStep, bool>);

    private static IActivity<TInput, TOutput> Create<TActivity, TInput, TOutput>(IServiceProvider services)
        where TActivity : IActivity<TInput, TOutput> =>
        ActivatorUtilities.CreateInstance<TActivity>(services);
}
