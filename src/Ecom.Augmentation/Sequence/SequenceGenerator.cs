using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Sequence;

/// <summary>Lengthens histories greedily: the likeliest next item is appended and read again.</summary>
internal sealed class SequenceGenerator(IFittedModel model, int[] refused, IReadOnlyList<IReadOnlyDictionary<string, double>> losses) : IGenerator
{
    public IReadOnlyDictionary<string, double> Figures { get; } =
        losses.Count == 0 ? new Dictionary<string, double>() : new Dictionary<string, double>(losses[^1]) { ["epochs"] = losses.Count };

    public IReadOnlyList<IReadOnlyDictionary<string, double>> Losses => losses;

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        var backwards = parameters.Number("reverse", 0) > 0;
        var most = parameters.Number("most", 10);
        var add = (int)parameters.Number("add", 5);
        var weight = (float)parameters.Number("weight", 0.3);
        var rows = new GeneratedRows(data);
        var scores = new float[data.ItemCount];
        for (var u = 0; u < data.Observed.UserCount; u++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var length = data.Observed.RowLength(u);
            if (length == 0 || length > most) continue;
            // Items that the model was not shown say nothing to it.
            var items = data.Observed.Items(u).ToArray().Where(i => Array.BinarySearch(refused, i) < 0).ToList();
            if (items.Count == 0) continue;
            var excluded = data.Observed.Items(u).ToArray().Concat(refused).ToHashSet();
            if (backwards) items.Reverse();
            var times = data.Observed.Times(u);
            for (var step = 0; step < add; step++)
            {
                model.Score(new UserHistory(items.ToArray(), Enumerable.Repeat(1f, items.Count).ToArray(), default, u), scores);
                if (TopK.Select(scores, 1, [.. excluded.Order()]) is not [var (item, _)]) break;
                items.Add(item);
                excluded.Add(item);
                // A second apart, so that order-aware models read them in the order they were made.
                rows.Complete(u, item, weight, backwards ? times[0] - step - 1 : times[^1] + step + 1);
            }
        }
        return rows.ToData();
    }

    public void Dispose() => model.Dispose();
}
