using Ecom.Domain;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.SasRec;
using TorchSharp;

namespace Ecom.Recommendation.Tests.SasRec;

public sealed class SasRecBatchTests
{
    private const int Items = 15, Length = 20;

    [Fact]
    public void Short_sequences_are_not_padded_to_the_longest_and_give_the_same_states()
    {
        TorchRuntime.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        int[] lengths = [3, 13, 4, 12];
        var rows = Interactions.FromEntries(
            lengths.Length, Items, [.. lengths.SelectMany((n, u) => Enumerable.Repeat(u, n))], [.. lengths.SelectMany((n, u) => Enumerable.Range(u, n).Select(i => i % Items))],
            [.. Enumerable.Repeat(1f, lengths.Sum())], [.. lengths.SelectMany(n => Enumerable.Range(0, n).Select(t => (long)t))]);
        var batch = SasRecBatch.Of(rows, [0, 1, 2, 3], Length, 0, new Random(1));
        using var network = new SasRecNetwork(Items, 8, 2, 1, Length, 0);

        Assert.Equal([(2, 3), (2, 12)], batch.Inputs.Select(i => ((int)i.shape[0], (int)i.shape[1])));
        var states = torch.cat([.. batch.Inputs.Select(i => network.Forward(i, training: false).reshape(-1, 8))]).index_select(0, batch.Places);
        // In order of length: the first user's two inputs, the third's three, the fourth's eleven, the second's twelve.
        int[] order = [0, 2, 3, 1];
        var at = 0;
        foreach (var user in order)
        {
            var inputs = lengths[user] - 1;
            var padded = Enumerable.Repeat((long)Items, Length - inputs).Concat(rows.Items(user)[..inputs].ToArray().Select(i => (long)i)).ToArray();
            var whole = network.Forward(torch.tensor(padded, 1, Length), training: false)[0, Length - 1].data<float>().ToArray();
            at += inputs;
            Assert.Equal(rows.Items(user)[^1], (int)batch.Targets[at - 1].item<long>());
            Assert.All(whole.Zip(states[at - 1].data<float>().ToArray()), p => Assert.Equal(p.First, p.Second, 1e-4f));
        }
    }
}
