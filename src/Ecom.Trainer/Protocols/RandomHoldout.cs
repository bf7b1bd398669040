using Ecom.Domain;

namespace Ecom.Trainer.Protocols;

/// <summary>Splits pairs at random, seeded: the published top-n protocol tunes on such a holdout of the training pairs.</summary>
internal static class RandomHoldout
{
    public static (Interactions Kept, Interactions Held) Split(Interactions all, double share, int seed)
    {
        var random = new Random(seed);
        var held = new bool[all.Count];
        for (var p = 0; p < held.Length; p++) held[p] = random.NextDouble() < share;
        return (Part(all, held, false), Part(all, held, true));
    }

    private static Interactions Part(Interactions all, bool[] held, bool wanted)
    {
        var rows = all.RowIndices();
        var kept = Enumerable.Range(0, held.Length).Where(p => held[p] == wanted).ToArray();
        int[] items = all.AllItems.ToArray();
        float[] weights = all.AllWeights.ToArray();
        long[] times = all.AllTimes.ToArray();
        return Interactions.FromEntries(
            all.UserCount, all.ItemCount, kept.Select(p => rows[p]).ToArray(), kept.Select(p => items[p]).ToArray(),
            kept.Select(p => weights[p]).ToArray(), kept.Select(p => times[p]).ToArray());
    }
}
