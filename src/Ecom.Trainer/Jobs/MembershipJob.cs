using Ecom.Augmentation.Assessment;
using Ecom.Data.Benchmarks;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Jobs;

/// <summary>
/// Attacks the generator of an augmenter's first setting (<see cref="MembershipAttack"/>). It takes nothing from the data's budget: the generators are gone afterwards, and what is told of them is a measurement
/// on real users, which no guarantee covers anyway.
/// </summary>
internal static class MembershipJob
{
    public static TrainerResult Run(JobContext context)
    {
        var job = context.Job;
        context.Progress.Report("read", 0);
        var file = job.TrainFile ?? throw new InputException("A job of kind Membership needs a file of pairs.");
        var (histories, _, _) = PairFile.Read(file, file);
        var proposals = context.Augmenter.Proposals(new TrainingData { Observed = histories }.Shape, job.Seed);
        var parameters = RecipePool.Build([Parameters.None], proposals, augmentSettings: 1, heldAugment: job.AugmentParameters)[0].Augment;
        var start = context.Time.GetTimestamp();
        var attack = MembershipAttack.Of(context.Augmenter, histories, parameters, job.Shadows, context.Fit("attack"));
        var figures = new Dictionary<string, double>(attack.Figures) { ["members"] = attack.Members, ["shadows"] = attack.Shadows };
        foreach (var (name, power) in new[] { ("likelihood", attack.Likelihood), ("reference", attack.Reference), ("shadow", attack.Shadow) })
        {
            (figures[$"{name}Auc"], figures[$"{name}AucLow"], figures[$"{name}AucHigh"]) = (power.Auc, power.AucInterval[0], power.AucInterval[1]);
            (figures[$"{name}Tpr"], figures[$"{name}TprLow"], figures[$"{name}TprHigh"]) = (power.TprAt1PercentFpr, power.TprInterval[0], power.TprInterval[1]);
        }
        return new TrainerResult { Model = job.Model, Augment = job.Augment, AugmentParameters = parameters, AugmentFigures = figures, EvaluateSeconds = context.Seconds(start) };
    }
}
