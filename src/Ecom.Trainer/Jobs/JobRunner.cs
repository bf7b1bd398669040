using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Trainer.Output;

namespace Ecom.Trainer.Jobs;

/// <summary>Runs one job to its result file.</summary>
internal static class JobRunner
{
    public static void Run(TrainerJob job, TextWriter progress, TimeProvider time, CancellationToken cancellation)
    {
        Directory.CreateDirectory(job.Output);
        var writer = new ProgressWriter(progress, time);
        var result = job.Kind is TrainerJobKind.Synthesize or TrainerJobKind.Assess
            ? TableJobs.Run(job, writer, time, cancellation)
            : Run(new JobContext(job, writer, time, cancellation));
        // Last, and by rename: a result that is there is whole, and so is everything beside it.
        AtomicFile.WriteJson(Path.Combine(job.Output, TrainerFiles.Result), result with { PeakBytes = PeakMemory.Bytes() });
        writer.Report("done", 1);
    }

    private static TrainerResult Run(JobContext context) =>
        context.Job.Kind switch
        {
            TrainerJobKind.Search => RecipeJobs.Search(context),
            TrainerJobKind.Evaluate => RecipeJobs.Evaluate(context),
            TrainerJobKind.Refit => RefitJob.Run(context),
            TrainerJobKind.Served => ServedJob.Run(context),
            TrainerJobKind.TopN => TopNJob.Run(context),
            TrainerJobKind.Next => NextJob.Run(context),
            TrainerJobKind.Membership => MembershipJob.Run(context),
            TrainerJobKind.Judgements => JudgementsJob.Run(context),
            _ => throw new Ecom.Domain.InputException($"This trainer does not know jobs of kind {context.Job.Kind}."),
        };
}
