using Ecom.Augmentation.Contracts;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Mix;

/// <summary>Puts the rows of two generators together.</summary>
internal sealed class MixGenerator(IReadOnlyList<IGenerator> parts) : IGenerator
{
    private static readonly string[] Prefixes = ["first.", "second."];

    public IReadOnlyDictionary<string, double> Figures =>
        parts.SelectMany((p, n) => p.Figures.Select(f => (Name: Prefixes[n] + f.Key, f.Value))).ToDictionary(f => f.Name, f => f.Value);

    public IReadOnlyList<IReadOnlyDictionary<string, double>> Losses =>
    [
        .. Enumerable.Range(0, parts.Max(p => p.Losses.Count)).Select(epoch => parts
            .SelectMany((p, n) => epoch < p.Losses.Count ? p.Losses[epoch].Select(l => (Name: Prefixes[n] + l.Key, l.Value)) : [])
            .ToDictionary(l => l.Name, l => l.Value)),
    ];

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        var result = data with { Generated = null };
        for (var n = 0; n < parts.Count; n++)
        {
            var part = parts[n].Generate(data, MixAugmenter.Part(parameters, Prefixes[n]), context);
            result = result with { Crop = part.Crop ?? result.Crop, Generated = Together(result.Generated, part.Generated, data.Observed.UserCount) };
        }
        return result;
    }

    public void Dispose()
    {
        foreach (var part in parts) part.Dispose();
    }

    /// <summary>Completions of one customer meet in one row; generated users of both follow one another.</summary>
    private static Interactions? Together(Interactions? a, Interactions? b, int customers)
    {
        if (a is null || b is null) return a ?? b;
        var shift = a.UserCount - customers;
        return Interactions.FromEntries(
            a.UserCount + b.UserCount - customers, a.ItemCount, [.. a.RowIndices(), .. b.RowIndices().Select(u => u < customers ? u : u + shift)],
            [.. a.AllItems, .. b.AllItems], [.. a.AllWeights, .. b.AllWeights], [.. a.AllTimes, .. b.AllTimes]);
    }
}
