namespace Ecom.Pipeline.Orchestrations;

/// <summary>Names the activities are registered under, on every engine.</summary>
public static class ActivityNames
{
    public const string ClaimDump = "ClaimDump";
    public const string IngestDump = "IngestDump";
    public const string QuarantineDump = "QuarantineDump";
    public const string CommitDataset = "CommitDataset";
    public const string BuildStarterList = "BuildStarterList";
    public const string ReadMonitorSettings = "ReadMonitorSettings";
    public const string ImportFeedback = "ImportFeedback";
    public const string PlanRefresh = "PlanRefresh";
    public const string PrepareData = "PrepareData";
    public const string StartTrainer = "StartTrainer";
    public const string PollTrainer = "PollTrainer";
    public const string CancelTrainer = "CancelTrainer";
    public const string CommitTrainer = "CommitTrainer";
    public const string DecidePromotion = "DecidePromotion";
    public const string RegisterVersion = "RegisterVersion";
    public const string PromoteVersion = "PromoteVersion";
    public const string WriteReport = "WriteReport";
    public const string CollectGarbage = "CollectGarbage";
}
