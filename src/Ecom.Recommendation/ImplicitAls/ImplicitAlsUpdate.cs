using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using MathNet.Numerics.LinearAlgebra;

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
        var counts = new float[n];
        model.Prior.CopyTo(counts);
        var old = (float[])counts.Clone();
        var added = news.Added().ToLookup(p => p.Item, p => p.User);
        foreach (var item in added) counts[item.Key] += item.Count();

        var rows = FitRows.Of(new TrainingData { Observed = news.After }, settings.Profile.Power);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress?.Invoke("epoch", (double)sweep / Sweeps, null);
            var users = FoldIn(rows, factors, d, settings, context);
            var (perUser, perPair) = MeanOuterProducts(rows, users, d);
            var unobserved = settings.Alpha * (news.UsersBefore + news.After.UserCount - news.Before.RowIndices().Distinct().Count());
            var common = perUser * unobserved;
            Parallel.ForEach(added, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation }, item =>
            {
                var i = item.Key;
                var system = common + (perPair * old[i]);
                var right = Vector<double>.Build.Dense(d);
                if (old[i] > 0)
                {
                    // At its optimum the old system times the old factors is the old right-hand side.
                    var was = Vector<double>.Build.Dense(d, k => model.Factors[(i * d) + k]);
                    right = (system * was) + (was * Regularisation(old[i], unobserved, settings));
                }
                foreach (var user in item)
                {
                    var u = Vector<double>.Build.Dense(d, k => users[(user * d) + k]);
                    system += u.OuterProduct(u);
                    right += u;
                }
                for (var k = 0; k < d; k++) system[k, k] += Regularisation(counts[i], unobserved, settings);
                var solved = system.Cholesky().Solve(right);
                for (var k = 0; k < d; k++) factors[(i * d) + k] = (float)solved[k];
            });
        }
        return new FactorModel("ials", model.Parameters, factors, new float[n], counts, settings);
    }

    private static double Regularisation(double pairs, double unobserved, FactorSettings settings) => settings.Lambda * Math.Pow(pairs + unobserved, settings.Nu);

    private static float[] FoldIn(Ecom.Domain.Interactions rows, float[] factors, int d, FactorSettings settings, FitContext context)
    {
        var users = new float[rows.UserCount * d];
        var gram = RidgeSolver.Gram(factors, d);
        Parallel.For(
            0, rows.UserCount, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => new RidgeSolver(gram, d, settings.Alpha, settings.Lambda, settings.Nu, rows.ItemCount),
            (u, _, solver) =>
            {
                solver.Solve(factors, rows.Items(u), rows.Weights(u), users.AsSpan(u * d, d));
                return solver;
            },
            _ => { });
        return users;
    }

    /// <summary>E[u·uᵀ] over users, and over pairs: users who buy much weigh more among those who bought an item.</summary>
    private static (Matrix<double> PerUser, Matrix<double> PerPair) MeanOuterProducts(Ecom.Domain.Interactions rows, float[] users, int d)
    {
        var (perUser, perPair) = (Matrix<double>.Build.Dense(d, d), Matrix<double>.Build.Dense(d, d));
        for (var u = 0; u < rows.UserCount; u++)
        {
            for (var a = 0; a < d; a++)
            {
                for (var b = 0; b < d; b++)
                {
                    var product = (double)users[(u * d) + a] * users[(u * d) + b];
                    perUser[a, b] += product;
                    perPair[a, b] += product * rows.RowLength(u);
                }
            }
        }
        return (perUser / Math.Max(1, rows.UserCount), perPair / Math.Max(1, rows.Count));
    }
}
