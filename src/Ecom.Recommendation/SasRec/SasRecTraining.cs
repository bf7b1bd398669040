using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace Ecom.Recommendation.SasRec;

/// <summary>Fits the network: every position predicts the next item.</summary>
internal static class SasRecTraining
{
    public static TransformerWeights Run(Interactions rows, Parameters parameters, FitContext context)
    {
        set_num_threads(context.Threads);
        manual_seed(context.Seed);
        var random = new Random(context.Seed);
        int length = (int)parameters.Number("length", 50), batch = (int)parameters.Number("batch", 128);
        int negatives = (int)parameters.Number("negatives", 1024), epochs = (int)parameters.Number("epochs", 24);
        using var network = new SasRecNetwork(
            rows.ItemCount, (int)parameters.Number("width", 64), (int)parameters.Number("heads", 1), (int)parameters.Number("blocks", 1), length,
            (float)parameters.Number("dropout", .2));
        using var optimiser = new AdamOptimizer(network.Parameters, parameters.Number("rate", .001), .9, .98);
        var users = Enumerable.Range(0, rows.UserCount).Where(u => rows.RowLength(u) >= 2).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(users);
            var loss = 0.0;
            for (var first = 0; first < users.Length; first += batch)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var size = Math.Min(batch, users.Length - first);
                loss += size * Step(network, optimiser, rows, users.AsSpan(first, size), length, negatives, random);
            }
            context.Progress?.Invoke("epoch", (epoch + 1.0) / epochs, new Dictionary<string, double> { ["loss"] = loss / Math.Max(1, users.Length) });
        }
        return network.Export();
    }

    private static float Step(
        SasRecNetwork network, optim.Optimizer optimiser, Interactions rows, ReadOnlySpan<int> users, int length, int negatives, Random random)
    {
        using var scope = NewDisposeScope();
        return Learn(network, optimiser, SasRecBatch.Of(rows, users, length, negatives, random));
    }

    /// <summary>What torch does of a step.</summary>
    /// <returns>The loss.</returns>
    internal static float Learn(SasRecNetwork network, optim.Optimizer optimiser, SasRecBatch batch)
    {
        optimiser.zero_grad();
        // Only positions with a target reach the product with the items: most of a short history is padding.
        var states = cat([.. batch.Inputs.Select(i => network.Forward(i, training: true).reshape(-1, network.Table.shape[1]))]).index_select(0, batch.Places);
        var loss = batch.Negatives is { } negatives
            ? Sampled(network.Table, states, batch.Targets, negatives)
            : nn.functional.cross_entropy(states.matmul(network.Table[..^1].t()), batch.Targets);
        loss.backward();
        optimiser.step();
        return loss.item<float>();
    }

    /// <summary>Softmax over the target and shared uniform negatives; a negative stands for (n − 1)/K items, and one that is the target is masked.</summary>
    private static Tensor Sampled(Tensor table, Tensor states, Tensor wanted, Tensor negatives)
    {
        var positive = (states * table.index_select(0, wanted)).sum(1, keepdim: true);
        // The table's last row is the padding.
        var others = states.matmul(table.index_select(0, negatives).t()) + Scalars.Of(Math.Log((table.shape[0] - 2.0) / negatives.shape[0]));
        others = others.masked_fill(negatives.unsqueeze(0).eq(wanted.unsqueeze(1)), Scalars.Of(-1e9));
        return (cat([positive, others], 1).logsumexp(1) - positive.squeeze(1)).mean();
    }
}
