using Ecom.Models;

namespace Ecom.Augmentation.Completion;

/// <summary>Keys of fitted generators.</summary>
internal static class FitKeys
{
    /// <summary>The parameters without those that only say how much is generated.</summary>
    public static string Without(Parameters parameters, params IEnumerable<string> names) => Apart(parameters, names).ToString();

    /// <summary>The parameters without some.</summary>
    public static Parameters Apart(Parameters parameters, params IEnumerable<string> names) => parameters.Values.Where(v => !names.Contains(v.Key))
        .Aggregate(Parameters.None, (p, v) => v.Value is string text ? p.With(v.Key, text) : p.With(v.Key, (double)v.Value));
}
