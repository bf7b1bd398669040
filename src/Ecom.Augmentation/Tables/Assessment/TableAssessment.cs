using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tables.Assessment;

/// <summary>Quality, usefulness and privacy of a synthetic table; what <c>assess --json</c> writes.</summary>
public sealed record TableAssessment
{
    public required QualityReport Quality { get; init; }

    /// <summary>The quality of the synthetic rows against the holdout; null without one.</summary>
    public QualityReport? QualityAgainstHoldout { get; init; }

    public required FidelityReport Fidelity { get; init; }

    /// <summary>See <see cref="TwoSampleTest"/>.</summary>
    public required double TwoSampleAuc { get; init; }

    /// <summary>Null without a target column.</summary>
    public UtilityReport? Utility { get; init; }

    public required PrivacyReport Privacy { get; init; }

    /// <param name="real">Rows that the synthesizer learned from.</param>
    /// <param name="synthetic">Its rows.</param>
    /// <param name="holdout">Real rows that it did not see, or null.</param>
    /// <param name="target">A column with two values to predict, or null.</param>
    /// <param name="context">Seed, threads, progress.</param>
    public static TableAssessment Of(Table real, Table synthetic, Table? holdout, string? target, FitContext context)
    {
        context.Progress?.Invoke("quality", 0, null);
        var quality = QualityReport.Of(real, synthetic);
        var fidelity = FidelityReport.Of(real, synthetic, context.Seed, context.Threads);
        var against = holdout is null ? null : QualityReport.Of(holdout, synthetic);
        context.Cancellation.ThrowIfCancellationRequested();
        context.Progress?.Invoke("two-sample test", 0.2, null);
        var auc = TwoSampleTest.Auc(real, synthetic, context.Seed, context.Threads);
        context.Cancellation.ThrowIfCancellationRequested();
        context.Progress?.Invoke("usefulness", 0.4, null);
        var utility = target is null || holdout is null ? null : UtilityReport.Of(real, synthetic, holdout, target, context.Seed, context.Threads);
        context.Cancellation.ThrowIfCancellationRequested();
        context.Progress?.Invoke("privacy", 0.7, null);
        var privacy = PrivacyReport.Of(real, synthetic, holdout, context.Seed, context.Threads);
        return new TableAssessment { Quality = quality, QualityAgainstHoldout = against, Fidelity = fidelity, TwoSampleAuc = auc, Utility = utility, Privacy = privacy };
    }
}
