using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using Ecom.Recommendation.SasRec;

namespace Ecom.Augmentation.Sequence;

/// <summary>
/// A decoder-only transformer over item sequences (SASRec; Kang and McAuley 2018) lengthens short histories item by item: at their end, or with
/// <c>reverse</c> 1 before their beginning, by a model of reversed histories (ASReP; Liu et al. 2021). Other parameters: <c>most</c>, <c>add</c>, <c>weight</c> as
/// <see cref="Completions"/>, and the transformer's own. Histories without times are taken in the order in which they were given.
/// </summary>
public sealed class SequenceAugmenter : IAugmenter
{
    private static readonly SasRecFamily Family = new();

    public string Name => "sequence";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Family.Proposals(shape, seed).First().With("reverse", 1).With("most", 10).With("add", 5).With("weight", 0.3);
        yield return first;
        yield return first.With("reverse", 0);
        yield return first.With("weight", 0.1);
        yield return first.With("reverse", 0).With("add", 10).With("weight", 0.1);
        yield return first.With("most", 20).With("add", 10);
        var random = new Random(seed);
        while (true)
            yield return first
                .With("reverse", random.Next(2)).With("most", ((double[])[5, 10, 20])[random.Next(3)]).With("add", random.Next(1, 16)).With("weight", 0.1 * random.Next(1, 9));
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => Family.Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        // Rare items are kept from the model itself, which would learn a vector of each.
        var vocabulary = new ItemVocabulary(data.Observed, PrivacyFloor.Users);
        var shown = Shown(data.Observed, vocabulary);
        var rows = parameters.Number("reverse", 0) > 0 ? Reversed(shown) : shown;
        var losses = new List<IReadOnlyDictionary<string, double>>();
        var told = context with
        {
            Progress = (step, fraction, figures) =>
            {
                if (figures is not null) losses.Add(figures.Where(f => double.IsFinite(f.Value)).ToDictionary(f => f.Key, f => f.Value));
                context.Progress?.Invoke(step, fraction, figures);
            },
        };
        return new SequenceGenerator(Family.Fit(new TrainingData { Observed = rows, Now = data.Now }, parameters, told), vocabulary, losses);
    }

    public string FitKey(Parameters parameters) => FitKeys.Without(parameters, Completions.Names);

    /// <summary>Users × items of the vocabulary, in its numbering.</summary>
    private static Interactions Shown(Interactions observed, ItemVocabulary vocabulary)
    {
        var known = observed.Where((_, item) => vocabulary.IndexOf(item) >= 0);
        return Interactions.FromEntries(
            known.UserCount, vocabulary.Items.Length, known.RowIndices(), [.. known.AllItems.ToArray().Select(vocabulary.IndexOf)], [.. known.AllWeights], [.. known.AllTimes]);
    }

    private static Interactions Reversed(Interactions rows)
    {
        var items = new int[rows.Count];
        var weights = new float[rows.Count];
        var times = new long[rows.Count];
        var at = 0;
        for (var u = 0; u < rows.UserCount; u++)
        {
            for (var p = rows.RowLength(u) - 1; p >= 0; p--, at++)
                (items[at], weights[at], times[at]) = (rows.Items(u)[p], rows.Weights(u)[p], -rows.Times(u)[p]);
        }
        return Interactions.FromEntries(rows.UserCount, rows.ItemCount, rows.RowIndices(), items, weights, times);
    }
}
