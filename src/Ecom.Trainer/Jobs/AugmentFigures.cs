using Ecom.Evaluation.Ranking;
using Ecom.Trainer.Fitting;

namespace Ecom.Trainer.Jobs;

/// <summary>What a result says of an augmentation: the figures of its last fit and, where its generator is a recommender, how it ranks by itself.</summary>
internal static class AugmentFigures
{
    public static Dictionary<string, double> Of(JobContext context, RecipeFitter fitter, RankingTask task)
    {
        var figures = new Dictionary<string, double>(fitter.Figures);
        using var alone = fitter.GeneratorAlone();
        if (alone is null) return figures;
        var cut = context.Job.CutOffs[^1];
        figures[$"aloneNdcg@{cut}"] = RankingEvaluator.Evaluate(alone, task, context.Selection(cut)).Users.Mean($"ndcg@{cut}");
        return figures;
    }
}
