using Ecom.Models;

namespace Ecom.Recommendation.Search;

/// <summary>
/// Settings as points of a unit cube, so that a surrogate can tell near from far: a number that spans a factor of 20 or more is taken by
/// its logarithm, a text becomes one coordinate a value.
/// </summary>
internal static class ParameterEncoding
{
    public static double[][] Encode(IReadOnlyList<Parameters> settings)
    {
        var names = settings.SelectMany(s => s.Values.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        var columns = names.SelectMany(n => Columns(settings, n)).ToArray();
        return [.. Enumerable.Range(0, settings.Count).Select(s => columns.Select(c => c[s]).ToArray())];
    }

    private static IEnumerable<double[]> Columns(IReadOnlyList<Parameters> settings, string name)
    {
        var texts = settings.Select(s => s.Text(name, "")).Distinct().Where(t => t.Length > 0).ToArray();
        foreach (var text in texts) yield return [.. settings.Select(s => s.Text(name, "") == text ? .5 : 0)];
        if (texts.Length > 0) yield break;
        var values = settings.Select(s => s.Number(name, 0)).ToArray();
        var smallest = values.Where(v => v > 0).DefaultIfEmpty(0).Min();
        if (smallest > 0 && values.Max() / smallest >= 20 && values.Min() >= 0)
            values = [.. values.Select(v => Math.Log(Math.Max(v, smallest / 3)))];
        var (low, high) = (values.Min(), values.Max());
        if (high > low) yield return [.. values.Select(v => (v - low) / (high - low))];
    }
}
