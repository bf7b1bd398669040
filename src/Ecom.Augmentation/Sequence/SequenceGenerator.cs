using System.Numerics.Tensors;
using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;

namespace Ecom.Augmentation.Sequence;

/// <summary>Lengthens histories greedily: the likeliest next item is appended and read again.</summary>
/// <param name="model">Scores the items of the vocabulary by a history of them.</param>
/// <param name="vocabulary">The items that the model knows.</param>
/// <param name="losses">Of its training.</param>
internal sealed class SequenceGenerator(IFittedModel model, ItemVocabulary vocabulary, IReadOnlyList<IReadOnlyDictionary<string, double>> losses) : IGenerator
{
    private const int BlockSize = 48;

    private (Interactions Of, bool Backwards, double Most, int Add, (int User, int[] Items)[] Found)? _last;

    public IReadOnlyDictionary<string, double> Figures { get; } =
        losses.Count == 0 ? new Dictionary<string, double>() : new Dictionary<string, double>(losses[^1]) { ["epochs"] = losses.Count };

    public IReadOnlyList<IReadOnlyDictionary<string, double>> Losses => losses;

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        var backwards = parameters.Number("reverse", 0) > 0;
        var most = parameters.Number("most", 10);
        var add = (int)parameters.Number("add", 5);
        var weight = (float)parameters.Number("weight", 0.3);
        // A search asks again and again for what differs in weight only.
        if (_last is not { } last || last.Of != data.Observed || last.Backwards != backwards || last.Most != most || last.Add < add)
            _last = last = (data.Observed, backwards, most, add, Lengthened(data.Observed, backwards, most, add, context));

        var rows = new GeneratedRows(data);
        foreach (var (user, items) in last.Found)
        {
            var times = data.Observed.Times(user);
            // A second apart, so that order-aware models read them in the order they were made.
            for (var step = 0; step < Math.Min(add, items.Length); step++)
                rows.Complete(user, items[step], weight, backwards ? times[0] - step - 1 : times[^1] + step + 1);
        }
        return rows.ToData();
    }

    public void Dispose() => model.Dispose();

    private (int User, int[] Items)[] Lengthened(Interactions observed, bool backwards, double most, int add, FitContext context)
    {
        var users = Enumerable.Range(0, observed.UserCount)
            .Where(u => observed.RowLength(u) is var length && length > 0 && length <= most)
            .Select(u => (User: u, Known: observed.Items(u).ToArray().Select(vocabulary.IndexOf).Where(i => i >= 0).ToList()))
            // Items that the model was not shown say nothing to it.
            .Where(u => u.Known.Count > 0).ToArray();
        if (backwards)
            foreach (var (_, known) in users) known.Reverse();
        var found = new int[users.Length][];
        Parallel.ForEach(
            Enumerable.Range(0, users.Length).Chunk(BlockSize), new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => new float[BlockSize * vocabulary.Items.Length],
            (block, _, scores) =>
            {
                var before = block.Select(k => users[k].Known.Count).ToArray();
                for (var step = 0; step < add; step++) Lengthen([.. block.Select(k => users[k].Known)], scores);
                for (var b = 0; b < block.Length; b++) found[block[b]] = [.. users[block[b]].Known.Skip(before[b]).Select(i => vocabulary.Items[i])];
                return scores;
            },
            _ => { });
        return [.. users.Select((u, k) => (u.User, found[k]))];
    }

    /// <summary>Appends to each history the likeliest item that it does not have, where there is one.</summary>
    private void Lengthen(List<int>[] histories, float[] scores)
    {
        var read = histories.Select(h => new UserHistory(h.ToArray(), Enumerable.Repeat(1f, h.Count).ToArray(), default)).ToArray();
        if (model is IBlockScorer together) together.ScoreBlock(read, scores);
        else
            for (var h = 0; h < read.Length; h++) model.Score(read[h], Of(h));
        for (var h = 0; h < histories.Length; h++)
        {
            foreach (var item in histories[h]) Of(h)[item] = float.NegativeInfinity;
            if (TensorPrimitives.IndexOfMax<float>(Of(h)) is >= 0 and var best && float.IsFinite(Of(h)[best])) histories[h].Add(best);
        }

        Span<float> Of(int h) => scores.AsSpan(h * vocabulary.Items.Length, vocabulary.Items.Length);
    }
}
