using Ecom.Neural.Training;

namespace Ecom.Augmentation.Tables;

/// <summary>What a training tells the report.</summary>
internal static class SynthesisFigures
{
    /// <summary>Best epoch and its losses.</summary>
    public static IReadOnlyDictionary<string, double> Of(TrainingReport report)
    {
        var figures = new Dictionary<string, double> { ["epochs"] = report.BestEpoch };
        if (report.BestEpoch > 0)
            foreach (var (name, value) in report.Losses[report.BestEpoch - 1].Values) figures[name] = value;
        return figures;
    }
}
