using System.Globalization;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Runs;

namespace Ecom.Serving.Pages;

/// <summary>How figures are written on pages.</summary>
internal static class Show
{
    public static string Number(double value, string format = "0.####") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1 << 30 => Number(bytes / (double)(1 << 30), "0.0") + " GiB",
        >= 1 << 20 => Number(bytes / (double)(1 << 20), "0.0") + " MiB",
        _ => Number(bytes / 1024.0, "0.0") + " KiB",
    };

    public static string Percent(double share) => share.ToString("+0.0%;−0.0%;0.0%", CultureInfo.InvariantCulture);

    public static string Name(CandidateReport candidate) => candidate.Augment == "none" ? candidate.Model : $"{candidate.Model} + {candidate.Augment}";

    /// <summary>The measurements of a slice on the test fold.</summary>
    public static FoldMetrics? Test(CandidateReport candidate, string slice) =>
        candidate.Metrics.FirstOrDefault(m => m.Fold == "test" && m.Slice == slice);

    public static double? Value(FoldMetrics? metrics, string name) =>
        metrics is not null && metrics.Values.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;

    public static double? Bound(IReadOnlyDictionary<string, double>? bounds, string name) =>
        bounds is not null && bounds.TryGetValue(name, out var value) && double.IsFinite(value) ? value : null;
}
