using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.ImplicitAls;

/// <summary>
/// Carries item factors on without the old rows. Users with new events are folded in; then each item with new users solves its ridge step again, where its n old
/// users, who are not read, are stood in for by n times the mean u·uᵀ of users who buy, and by the old factors as what they had agreed on. An item with many old
/// users hardly moves; one without any is folded in by the plain step.
/// </summary>
internal static class ImplicitAlsUpdate
{
    private const int Sweeps = 2;

    public static FactorModel Run(FactorModel model, NewRows news, FitContext context)
    {
        var (settings, d) = (model.Settings, model.Factors.Length / model.ItemCount);
        if (news.After.ItemCount < model.ItemCount) throw new ArgumentException("The rows know fewer items than the model.", nameof(news));
        var n = news.After.ItemCount;
        var factors = new float[n * d];
        model.Factors.CopyTo(factors);
        var earlier = (float[])factors.Clone();
        var prior = new float[n];
        model.Prior.CopyTo(prior);

        var rows = FitRows.Of(new TrainingData { Observed = news.After }, settings.Profile.Power);
        var added = news.Added()
            .GroupBy(p => p.Item, p => (p.User, Weight: rows.Weights(p.User)[p.Position]))
            .Select(g => (Item: g.Key, Users: g.Select(p => p.User).ToArray(), Weights: g.Select(p => p.Weight).ToArray())).ToArray();
        var allUsers = news.UsersBefore + news.After.UserCount - Enumerable.Range(0, news.Before.UserCount).Count(u => news.Before.RowLength(u) > 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress?.Invoke("epoch", (double)sweep / Sweeps, null);
            var users = FoldIn(rows, factors, d, settings, parallel);
            var (perUser, perPair) = MeanOuterProducts(rows, users, d);
            for (var k = 0; k < perUser.Length; k++) perUser[k] *= allUsers;
            Parallel.For(
                0, added.Length, parallel,
                () => new RidgeSolver(perUser, d, settings.Alpha, settings.Lambda, settings.Nu, allUsers),
                (a, _, solver) =>
                {
                    var (item, buyers, weights) = added[a];
                    solver.SolveAgain(users, buyers, weights, perPair, prior[item], earlier.AsSpan(item * d, d), factors.AsSpan(item * d, d));
                    return solver;
                },
                _ => { });
        }
        foreach (var (item, _, weights) in added) prior[item] += weights.Sum(w => Math.Max(0, w));
        return new FactorModel("ials", model.Parameters, factors, new float[n], prior, settings);
    }

    private static float[] FoldIn(Interactions rows, float[] factors, int d, FactorSettings settings, ParallelOptions parallel)
    {
        var users = new float[rows.UserCount * d];
        var gram = RidgeSolver.Gram(factors, d);
        Parallel.For(
            0, rows.UserCount, parallel,
            () => new RidgeSolver(gram, d, settings.Alpha, settings.Lambda, settings.Nu, rows.ItemCount),
            (u, _, solver) =>
            {
                solver.Solve(factors, rows.Items(u), rows.Weights(u), users.AsSpan(u * d, d));
                return solver;
            },
            _ => { });
        return users;
    }

    /// <summary>E[u·uᵀ] over users, and over pairs by their weights: users who buy much weigh more among those who bought an item.</summary>
    private static (float[] PerUser, float[] PerPair) MeanOuterProducts(Interactions rows, float[] users, int d)
    {
        var perUser = RidgeSolver.Gram(users, d);
        var scaled = (float[])users.Clone();
        var all = 0d;
        for (var u = 0; u < rows.UserCount; u++)
        {
            var pairs = 0f;
            foreach (var weight in rows.Weights(u)) pairs += Math.Max(0, weight);
            all += pairs;
            var root = MathF.Sqrt(pairs);
            for (var k = u * d; k < (u + 1) * d; k++) scaled[k] *= root;
        }
        var perPair = RidgeSolver.Gram(scaled, d);
        for (var k = 0; k < perUser.Length; k++)
        {
            perUser[k] /= Math.Max(1, rows.UserCount);
            perPair[k] = (float)(perPair[k] / Math.Max(1, all));
        }
        return (perUser, perPair);
    }
}
