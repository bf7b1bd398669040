using Ecom.Domain;

namespace Ecom.Trainer.Protocols;

/// <summary>Makes light users where a data set has none: half of the users, drawn by seed, keep so many random interactions.</summary>
internal static class HistoryCut
{
    /// <param name="all">Users × items.</param>
    /// <param name="keep">Interactions that a cut user keeps at most.</param>
    /// <param name="seed">Of the users and of the interactions.</param>
    public static Interactions Half(Interactions all, int keep, int seed)
    {
        var random = new Random(seed);
        var users = Enumerable.Range(0, all.UserCount).ToArray();
        random.Shuffle(users);
        var cut = users[..(users.Length / 2)].ToHashSet();
        List<int> rows = [], items = [];
        List<float> weights = [];
        List<long> times = [];
        for (var u = 0; u < all.UserCount; u++)
        {
            var positions = Enumerable.Range(0, all.RowLength(u)).ToArray();
            if (cut.Contains(u))
            {
                random.Shuffle(positions);
                positions = [.. positions.Take(keep).Order()];
            }
            foreach (var p in positions)
            {
                rows.Add(u);
                items.Add(all.Items(u)[p]);
                weights.Add(all.Weights(u)[p]);
                times.Add(all.Times(u)[p]);
            }
        }
        return Interactions.FromEntries(all.UserCount, all.ItemCount, [.. rows], [.. items], [.. weights], [.. times]);
    }
}
