using Ecom.Domain;
using TorchSharp;
using static TorchSharp.torch;

namespace Ecom.Recommendation.SasRec;

/// <summary>One batch of sequences as tensors, ready for the network.</summary>
/// <param name="Inputs">[sequences × length] items, newest last, the padding index in front; sequences of similar length are together, so that short ones are not padded to the longest.</param>
/// <param name="Places">Positions of the flattened inputs, one after the other, that have a target.</param>
/// <param name="Targets">The next item at each of them.</param>
/// <param name="Negatives">Items shared by the batch; null: all items compete.</param>
internal sealed record SasRecBatch(IReadOnlyList<Tensor> Inputs, Tensor Places, Tensor Targets, Tensor? Negatives)
{
    public static SasRecBatch Of(Interactions rows, ReadOnlySpan<int> users, int length, int negatives, Random random)
    {
        List<long> places = [], targets = [];
        var inputs = new List<Tensor>();
        var before = 0;
        foreach (var group in Groups(rows, users, length))
        {
            var longest = group.Max(u => InputsOf(rows, u, length));
            var padded = new long[group.Count * longest];
            Array.Fill(padded, rows.ItemCount);
            for (var b = 0; b < group.Count; b++)
            {
                var items = rows.Items(group[b]);
                var count = InputsOf(rows, group[b], length);
                var skipped = items.Length - 1 - count;
                for (var p = 0; p < count; p++)
                {
                    var at = ((b + 1) * longest) - count + p;
                    padded[at] = items[skipped + p];
                    places.Add(before + at);
                    targets.Add(items[skipped + p + 1]);
                }
            }
            before += padded.Length;
            inputs.Add(tensor(padded, [group.Count, longest]));
        }
        long[]? drawn = null;
        if (negatives > 0 && negatives < rows.ItemCount - 1)
        {
            drawn = new long[negatives];
            for (var k = 0; k < negatives; k++) drawn[k] = random.Next(rows.ItemCount);
        }
        return new(
            inputs, tensor(places.ToArray()), tensor(targets.ToArray()), drawn is null ? null : tensor(drawn));
    }

    private static int InputsOf(Interactions rows, int user, int length) => Math.Min(length, rows.RowLength(user) - 1);

    /// <summary>The users by length; a group's longest sequence has at most twice as many inputs as its shortest.</summary>
    private static List<List<int>> Groups(Interactions rows, ReadOnlySpan<int> users, int length)
    {
        var groups = new List<List<int>>();
        foreach (var user in users.ToArray().OrderBy(u => InputsOf(rows, u, length)))
        {
            if (groups.Count == 0 || InputsOf(rows, user, length) > 2 * InputsOf(rows, groups[^1][0], length)) groups.Add([]);
            groups[^1].Add(user);
        }
        return groups;
    }
}
