using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Neural.Adversarial;
using Ecom.Neural.Networks;
using Ecom.Neural.Training;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using TorchSharp;

namespace Ecom.Recommendation.Gan;

/// <summary>
/// Item-based CFGAN: rows are items, and the generator makes each item's vector over the users it has learned from. Its value for a user is the inner product of the item's hidden units with that user's
/// weights. A shop's users come and change, so the hidden units are served as item factors, and a user's weights are found from the history by ridge regression (<c>alpha</c>, <c>lambda</c>), as in iALS;
/// training stops early by the generator's own values.
/// </summary>
internal static class ItemGenerator
{
    /// <summary>Of an item that was not learned: below all others, whose values are near 0 to 1.</summary>
    private const float Unknown = -10;

    public static (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) Build(HistorySplit split, CfganOptions options, int seed)
    {
        var byItem = Transposed(split.Shown);
        var users = new ItemVocabulary(byItem, minimumUsers: 1);
        var shown = new HistoryRows(byItem, users, split.Vocabulary.Items);
        // An item all of whose users were kept back has nothing to play with.
        var played = new HistoryRows(byItem, users, [.. split.Vocabulary.Items.Where(i => byItem.RowLength(i) > 0)]);
        var network = new Cfgan(users.Items.Length, options, seed);
        var heldOut = Array.ConvertAll([.. split.HeldOutUsers], u => users.IndexOf(u));
        Func<double>? validate = split.HeldOut is { } held ? () => RankingLoss(held, network, shown, heldOut) : null;
        return (new CfganTraining(network, options, played, validate), () => [Factors(network, new HistoryRows(Transposed(split.Histories), users, split.Vocabulary.Items))]);
    }

    public static FactorModel Model(string family, FittedNetwork fitted, Parameters parameters, TrainingData data)
    {
        var layer = fitted.Layers[0];
        var d = layer.Inputs;
        var (factors, bias) = (new float[data.ItemCount * d], new float[data.ItemCount]);
        Array.Fill(bias, Unknown);
        for (var v = 0; v < fitted.Vocabulary.Items.Length; v++)
        {
            var item = fitted.Vocabulary.Items[v];
            layer.Weights.AsSpan(v * d, d).CopyTo(factors.AsSpan(item * d));
            bias[item] = 0;
        }
        return new FactorModel(
            family, parameters, factors, bias, Array.ConvertAll(data.Observed.ItemCounts(), c => (float)c),
            new FactorSettings(FoldIn.Ridge, ProfileWeighting.Binary, (float)parameters.Number("alpha", 1), (float)parameters.Number("lambda", .03), Nu: 1));
    }

    private static double RankingLoss(HeldOutRows heldOut, Cfgan network, HistoryRows rows, int[] users)
    {
        using var scope = torch.NewDisposeScope();
        using var frozen = torch.no_grad();
        var columns = torch.tensor(Array.ConvertAll(users, u => (long)u));
        var values = torch.cat([.. Batches(rows).Select(batch => network.GenerateAmong(DenseBatch.Of(rows, batch), columns))]).t();
        return heldOut.RankingLoss((batch, _) => values.index_select(0, torch.tensor(Array.ConvertAll(batch, r => (long)r))));
    }

    /// <summary>The items' hidden units, about their mean: what all items share moves no ranking, and would drown the rest in a ridge.</summary>
    private static DenseLayer Factors(Cfgan network, HistoryRows rows)
    {
        using var scope = torch.NewDisposeScope();
        using var frozen = torch.no_grad();
        var hidden = torch.cat([.. Batches(rows).Select(batch => network.Hidden(DenseBatch.Of(rows, batch)))]);
        var centred = hidden - hidden.mean([0], keepdim: true);
        return new DenseLayer((int)centred.shape[1], rows.Count, centred.data<float>().ToArray(), new float[rows.Count], Activation.None);
    }

    private static IEnumerable<int[]> Batches(HistoryRows rows) => Enumerable.Range(0, rows.Count).Chunk(500);

    private static Interactions Transposed(Interactions rows) => Interactions.FromEntries(
        rows.ItemCount, rows.UserCount, rows.AllItems.ToArray(), rows.RowIndices(), rows.AllWeights.ToArray(), rows.AllTimes.ToArray());
}
