using Ecom.Domain;
using TorchSharp;
using static TorchSharp.torch;

namespace Ecom.Recommendation.SasRec;

/// <summary>One batch of sequences as tensors, ready for the network.</summary>
/// <param name="Inputs">[batch × length] items, newest last, the padding index in front.</param>
/// <param name="Places">Positions of the flattened inputs that have a target.</param>
/// <param name="Targets">The next item at each of them.</param>
/// <param name="Negatives">Items shared by the batch; null: all items compete.</param>
internal sealed record SasRecBatch(Tensor Inputs, Tensor Places, Tensor Targets, Tensor? Negatives)
{
    public static SasRecBatch Of(Interactions rows, ReadOnlySpan<int> users, int length, int negatives, Random random)
    {
        var inputs = new long[users.Length * length];
        Array.Fill(inputs, rows.ItemCount);
        List<long> places = [], targets = [];
        for (var b = 0; b < users.Length; b++)
        {
            var items = rows.Items(users[b]);
            var count = Math.Min(length, items.Length - 1);
            var skipped = items.Length - 1 - count;
            for (var p = 0; p < count; p++)
            {
                var at = (b * length) + length - count + p;
                inputs[at] = items[skipped + p];
                places.Add(at);
                targets.Add(items[skipped + p + 1]);
            }
        }
        long[]? drawn = null;
        if (negatives > 0 && negatives < rows.ItemCount - 1)
        {
            drawn = new long[negatives];
            for (var k = 0; k < negatives; k++) drawn[k] = random.Next(rows.ItemCount);
        }
        return new(
            tensor(inputs, [users.Length, length]), tensor(places.ToArray()), tensor(targets.ToArray()), drawn is null ? null : tensor(drawn));
    }
}
