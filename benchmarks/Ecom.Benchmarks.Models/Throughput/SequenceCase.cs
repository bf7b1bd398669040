using Ecom.Augmentation;
using Ecom.Domain;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.SasRec;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>The transformer over item sequences: one block of width 64, 1,024 shared negatives.</summary>
internal sealed class SequenceCase : IThroughputCase
{
    private const int Users = 2_000, Items = 5_000, Pairs = 60_000, Length = 50, Width = 64, Negatives = 1024;
    private readonly Lazy<TrainingData> _data = new(() => new TrainingData { Observed = Common(GeneratedShop.Make(Users, Items, Pairs, 1)) });

    public string Name => "sequence";
    public string Title => $"Causal transformer over item sequences, {Users:N0} users × {Items:N0} items";
    public int Rounds => 5;

    public void Fit(int epochs, FitContext context)
    {
        var augmenter = Augmenters.Find("sequence");
        using var generator = augmenter.Fit(_data.Value, augmenter.Proposals(_data.Value.Shape, 1).First().With("epochs", epochs), context);
    }

    public Action Prepare()
    {
        var (rows, random) = (_data.Value.Observed, new Random(1));
        var items = rows.ItemCount;
        var users = Enumerable.Range(0, rows.UserCount).Where(u => rows.RowLength(u) >= 2).ToArray();
        random.Shuffle(users);
        var batches = users.Chunk(128).Select(c => SasRecBatch.Of(rows, c, Length, Negatives, random)).ToArray();
        var (table, positions) = (nn.Embedding(items + 1, Width), new Parameter(randn(Length, Width) * .02));
        var (first, second, last) = (nn.LayerNorm(Width), nn.LayerNorm(Width), nn.LayerNorm(Width));
        var (query, key, value, output) = (nn.Linear(Width, Width), nn.Linear(Width, Width), nn.Linear(Width, Width), nn.Linear(Width, Width));
        var (up, down) = (nn.Linear(Width, Width), nn.Linear(Width, Width));
        nn.Module[] modules = [table, first, second, last, query, key, value, output, up, down];
        var optimizer = optim.Adam([.. modules.SelectMany(m => m.parameters()), positions], .001, .9, .98);
        var (causal, others) = (ones(Length, Length, ScalarType.Bool).triu(1), eye(Length, dtype: ScalarType.Bool).logical_not());
        return PlainEpoch.Over(batches, batch =>
        {
            var states = cat([.. batch.Inputs.Select(States)]).index_select(0, batch.Places);
            if (batch.Negatives is not { } drawn)
            {
                // So few items are left that all of them compete.
                PlainEpoch.Descend(nn.functional.cross_entropy(states.matmul(table.weight!.narrow(0, 0, items).t()), batch.Targets), optimizer);
                return;
            }
            var positive = (states * table.forward(batch.Targets)).sum(1, keepdim: true);
            var negative = states.matmul(table.forward(drawn).t()) + Math.Log((items - 1.0) / Negatives);
            negative = negative.masked_fill(drawn.unsqueeze(0).eq(batch.Targets.unsqueeze(1)), -1e9f);
            PlainEpoch.Descend((cat([positive, negative], 1).logsumexp(1) - positive.squeeze(1)).mean(), optimizer);
        });

        Tensor States(Tensor inputs)
        {
            var length = inputs.shape[1];
            var x = dropout(table.forward(inputs) * Math.Sqrt(Width) + positions.narrow(0, Length - length, length), .2, true);
            var hidden = inputs.eq(items).unsqueeze(1).logical_or(causal.narrow(0, 0, length).narrow(1, 0, length)).logical_and(others.narrow(0, 0, length).narrow(1, 0, length));
            var normed = first.forward(x);
            var scores = query.forward(normed).matmul(key.forward(normed).transpose(1, 2)) / Math.Sqrt(Width);
            var attention = dropout(scores.masked_fill(hidden, -1e9f).softmax(-1), .2, true);
            x = x + dropout(output.forward(attention.matmul(value.forward(normed))), .2, true);
            x = x + dropout(down.forward(dropout(up.forward(second.forward(x)).relu(), .2, true)), .2, true);
            return last.forward(x).reshape(-1, Width);
        }
    }

    /// <summary>Without the items that the product leaves out because fewer customers than the privacy floor share them, the others numbered anew as it does.</summary>
    private static Interactions Common(Interactions rows)
    {
        var counts = rows.ItemCounts();
        var kept = Enumerable.Range(0, counts.Length).Where(i => counts[i] >= PrivacyFloor.Users).ToArray();
        var known = rows.Where((_, item) => counts[item] >= PrivacyFloor.Users);
        return Interactions.FromEntries(
            known.UserCount, kept.Length, known.RowIndices(), [.. known.AllItems.ToArray().Select(i => Array.BinarySearch(kept, i))], [.. known.AllWeights], [.. known.AllTimes]);
    }
}
