using System.Globalization;
using Ecom.Pipeline;

namespace Ecom.Local.Hosting;

/// <summary>Turns command-line options into configuration keys.</summary>
internal static class RefreshSettings
{
    public static IReadOnlyDictionary<string, string?> From(
        IReadOnlyList<string>? models, IReadOnlyList<string>? augmenters, int? seed, int? trials)
    {
        var settings = new Dictionary<string, string?>();
        for (var i = 0; i < models?.Count; i++) settings[$"{PipelineServices.RefreshSection}:Models:{i}"] = models[i];
        for (var i = 0; i < augmenters?.Count; i++) settings[$"{PipelineServices.RefreshSection}:Augmenters:{i}"] = augmenters[i];
        if (seed is { } s) settings[$"{PipelineServices.RefreshSection}:Seed"] = s.ToString(CultureInfo.InvariantCulture);
        if (trials is { } t) settings[$"{PipelineServices.RefreshSection}:MaximumTrials"] = t.ToString(CultureInfo.InvariantCulture);
        return settings;
    }
}
