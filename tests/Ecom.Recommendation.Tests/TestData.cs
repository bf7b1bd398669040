using Ecom.Domain;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Tests;

/// <summary>Small training sets.</summary>
internal static class TestData
{
    public static Interactions Matrix(int users, int items, params (int User, int Item, float Weight)[] entries) =>
        Interactions.FromEntries(
            users, items, entries.Select(e => e.User).ToArray(), entries.Select(e => e.Item).ToArray(),
            entries.Select(e => e.Weight).ToArray(), entries.Select((_, k) => 1000L + k).ToArray());

    /// <summary>Random rows in which items of one half keep company.</summary>
    public static TrainingData Random(int seed, int users = 40, int items = 16, int pairs = 260)
    {
        var random = new Random(seed);
        var entries = Enumerable.Range(0, pairs).Select(_ =>
        {
            var user = random.Next(users);
            var half = (user % 2) * (items / 2);
            return (user, random.NextDouble() < .8 ? half + random.Next(items / 2) : random.Next(items), 1f + random.Next(3));
        }).ToArray();
        return new TrainingData { Observed = Matrix(users, items, entries), Now = 1000 + pairs };
    }

    public static FitContext Context { get; } = new(1, 2);

    /// <summary>The matrix in full, with every stored weight as 1.</summary>
    public static double[,] Binary(Interactions rows)
    {
        var dense = new double[rows.UserCount, rows.ItemCount];
        for (var u = 0; u < rows.UserCount; u++)
            foreach (var i in rows.Items(u)) dense[u, i] = 1;
        return dense;
    }
}
