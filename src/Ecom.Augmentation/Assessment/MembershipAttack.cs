using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Tables.Assessment;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Assessment;

/// <summary>
/// Membership inference against a behaviour generator, the unit being a user with the whole history: half of the users are learned from, and an attacker who has everybody's history, may ask the generator
/// how likely it finds items for a history, and can train the method himself on random halves of the users (shadows; the method and its ε are the same) tells who was in.
/// </summary>
public sealed record MembershipAttack
{
    /// <summary>Users that the attacked generator learned from; as many others are to be told from them.</summary>
    public required int Members { get; init; }

    public required int Shadows { get; init; }

    /// <summary>By the generator's likelihood alone: no calibration.</summary>
    public required AttackPower Likelihood { get; init; }

    /// <summary>By how far that is above what reference models find, the shadows that did not learn from the user.</summary>
    public required AttackPower Reference { get; init; }

    /// <summary>By which of the two kinds of shadows it looks like.</summary>
    public required AttackPower Shadow { get; init; }

    /// <summary>Of the attacked generator: epochs, ε, noise.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <exception cref="InputException">The augmenter has no generator that could be asked, or shadows are too few or too many.</exception>
    public static MembershipAttack Of(IAugmenter augmenter, Interactions histories, Parameters parameters, int shadows, FitContext context)
    {
        if (shadows is < 2 or > ShadowAttack.MostShadows) throw new InputException($"Shadow models: 2 to {ShadowAttack.MostShadows}.");
        var random = new Random(context.Seed);
        var users = Enumerable.Range(0, histories.UserCount).Where(u => histories.RowLength(u) > 0).ToArray();
        random.Shuffle(users);
        users = users[..(users.Length / 2 * 2)];
        if (users.Length < 4) throw new InputException("An attack needs four users or more.");
        var (released, figures) = Fitted(users[..(users.Length / 2)].ToHashSet(), 0);

        var scores = new ShadowScores(users.Length);
        for (var s = 0; s < shadows; s++)
        {
            context.Progress?.Invoke("shadow models", (s + 1.0) / (shadows + 1), null);
            var order = users.ToArray();
            random.Shuffle(order);
            var half = order[..(order.Length / 2)].ToHashSet();
            var (likelihoods, _) = Fitted(half, s + 1);
            for (var t = 0; t < users.Length; t++) scores.Add(t, half.Contains(users[t]), likelihoods[t]);
        }
        return new MembershipAttack
        {
            Members = users.Length / 2,
            Shadows = shadows,
            Likelihood = Power(released),
            Reference = Power(scores.Calibrated(released)),
            Shadow = Power(scores.LikelihoodRatios(released)),
            Figures = figures,
        };

        // Members come first.
        AttackPower Power(double[] values) => AttackPower.Of(values[..(values.Length / 2)], values[(values.Length / 2)..]);

        (double[] Likelihoods, IReadOnlyDictionary<string, double> Figures) Fitted(HashSet<int> half, int number)
        {
            var data = new TrainingData { Observed = histories.Where((user, _) => half.Contains(user)) };
            using var generator = augmenter.Fit(data, parameters, context with { Seed = context.Seed + number, Progress = null });
            // Asked beside no data: what a recommender knows of popularity is not the generator's.
            using var model = generator.Recommender(new TrainingData { Observed = Interactions.Empty(0, histories.ItemCount) }, parameters)
                ?? throw new InputException($"The augmentation '{augmenter.Name}' has no generator that ranks items, so that this attack has nothing to ask.");
            return ([.. users.Select(u => LogLikelihood(model, histories, u))], generator.Figures);
        }
    }

    /// <summary>Average over a user's items of the logarithm of their softmax, the history being given.</summary>
    private static double LogLikelihood(IScorer model, Interactions histories, int user)
    {
        var scores = new float[histories.ItemCount];
        model.Score(new UserHistory(histories.Items(user).ToArray(), histories.Weights(user).ToArray(), histories.Times(user).ToArray(), user), scores);
        var most = scores.Max();
        var total = most + Math.Log(scores.Sum(s => Math.Exp(s - most)));
        var sum = 0.0;
        foreach (var item in histories.Items(user)) sum += scores[item] - total;
        return sum / histories.RowLength(user);
    }
}
