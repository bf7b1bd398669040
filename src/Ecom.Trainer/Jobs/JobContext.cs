using Ecom.Augmentation;
using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Privacy;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Evaluation.Ranking;
using Ecom.Models.Jobs;
using Ecom.Recommendation;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Output;

namespace Ecom.Trainer.Jobs;

/// <summary>What every job needs: the request, where progress goes, the clock and the stop signal.</summary>
internal sealed record JobContext(TrainerJob Job, ProgressWriter Progress, TimeProvider Time, CancellationToken Cancellation)
{
    public IRecommenderFamily Family => RecommenderFamilies.Find(Job.Model);

    public IAugmenter Augmenter => Job.Privacy is { } privacy
        ? new PrivateAugmenter(Augmenters.Find(Job.Augment), new PrivacyTarget(privacy.Epsilon, privacy.Delta))
        : Augmenters.Find(Job.Augment);

    /// <summary>Spends before a private generator is fitted; null: there is nothing to spend, and such a fit is refused.</summary>
    public Action<PrivacyTarget>? Spend { get; init; }

    public FitContext Fit(string prefix) => new(
        Job.Seed, Job.Threads, (step, fraction, figures) => Progress.Report($"{prefix}: {step}", fraction, figures), Cancellation);

    /// <summary>Options of a measurement that is reported.</summary>
    public RankingOptions Ranking => new()
    {
        CutOffs = Job.CutOffs,
        Threads = Job.Threads,
        Seed = Job.Seed,
        LightAtMost = Job.CutTo ?? new RankingOptions().LightAtMost,
        Cancellation = Cancellation,
    };

    /// <summary>Options of a measurement that steers a search: one cut-off, no slices, no intervals.</summary>
    public RankingOptions Selection(int cutOff) => Ranking with { CutOffs = [cutOff], Slices = false, Resamples = 0 };

    public double Seconds(long since) => Time.GetElapsedTime(since).TotalSeconds;
}
