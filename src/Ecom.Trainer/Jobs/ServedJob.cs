using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Models.Jobs;
using Ecom.Models.Snapshots;
using Ecom.Trainer.Protocols;

namespace Ecom.Trainer.Jobs;

/// <summary>Measures the served version as it is on the gate fold, its items matched by id.</summary>
internal static class ServedJob
{
    public static TrainerResult Run(JobContext context)
    {
        var job = context.Job;
        context.Progress.Report("read", 0);
        var folds = FoldDirectory.Read(job.Input, context.Cancellation);
        using var snapshot = Snapshot.Open(job.Served ?? throw new InputException("A job of kind Served needs the folder of the served snapshot."));
        var start = context.Time.GetTimestamp();
        var metrics = Measured.Run(
            context, new RenumberedScorer(snapshot, folds.Items), ("gate", new FoldProtocol(folds).Gate, TrainerFiles.GateUsers));
        return new TrainerResult
        {
            Model = job.Model,
            Augment = job.Augment,
            ModelParameters = snapshot.Model.Parameters,
            Metrics = metrics,
            EvaluateSeconds = context.Seconds(start),
        };
    }
}
