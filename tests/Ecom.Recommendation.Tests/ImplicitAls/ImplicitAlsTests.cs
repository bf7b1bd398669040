using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.ImplicitAls;

namespace Ecom.Recommendation.Tests.ImplicitAls;

public class ImplicitAlsTests
{
    private static readonly Parameters Setting = Parameters.None.With("factors", 6).With("alpha", .1).With("lambda", .01).With("epochs", 30);

    private static float[] Scores(IScorer model, params int[] history)
    {
        var scores = new float[model.ItemCount];
        model.Score(new UserHistory(history, history.Select(_ => 1f).ToArray(), default), scores);
        return scores;
    }

    /// <summary>Two tastes, items 0–7 and 8–14; the last item is new, and bought by ten new users of the second taste.</summary>
    private static (Interactions Old, NewRows News) Shop()
    {
        var random = new Random(4);
        (int, int, float)[] Row(int user, int first, int count) =>
            [.. Enumerable.Range(first, count).Where(_ => random.NextDouble() < .6).Select(i => (user, i, 1f))];
        var old = Enumerable.Range(0, 60).SelectMany(u => u % 2 == 0 ? Row(u, 0, 8) : Row(u, 8, 7)).ToArray();
        var added = Enumerable.Range(0, 10).SelectMany(u => Row(u, 8, 7).Append((u, 15, 1f))).ToArray();
        var before = Interactions.Empty(10, 16);
        return (
            TestData.Matrix(60, 16, old), new NewRows(before, TestData.Matrix(10, 16, added), 60));
    }

    [Fact]
    public void A_new_item_is_folded_in_by_the_taste_of_its_users()
    {
        var (old, news) = Shop();
        var family = new ImplicitAlsFamily();
        using var before = family.Fit(new TrainingData { Observed = old }, Setting, TestData.Context);
        using var updated = family.Update(before, news, TestData.Context);

        // The old fit knows nothing of the item; afterwards it is for the second taste.
        Assert.Equal(0, Scores(before, 9, 10)[15], 1e-4);
        Assert.True(Scores(updated, 9, 10)[15] > 4 * Math.Abs(Scores(updated, 1, 2)[15]));
    }

    [Fact]
    public void The_model_given_stays_as_it_was_and_items_without_news_keep_their_factors()
    {
        var (old, news) = Shop();
        var family = new ImplicitAlsFamily();
        using var before = family.Fit(new TrainingData { Observed = old }, Setting, TestData.Context);
        var scores = Scores(before, 9, 10);
        using var updated = (Ecom.Recommendation.Common.FactorModel)family.Update(before, news, TestData.Context);
        Assert.Equal(scores, Scores(before, 9, 10));
        var factors = ((Ecom.Recommendation.Common.FactorModel)before).Factors;
        for (var k = 0; k < 8 * 6; k++) Assert.Equal(factors[k], updated.Factors[k]);
        Assert.NotEqual(factors[(9 * 6)..(10 * 6)].ToArray(), updated.Factors[(9 * 6)..(10 * 6)].ToArray());
    }

    [Fact]
    public void Without_news_nothing_moves()
    {
        var (old, _) = Shop();
        var family = new ImplicitAlsFamily();
        using var before = family.Fit(new TrainingData { Observed = old }, Setting, TestData.Context);
        using var updated = family.Update(before, new NewRows(old, old, 60), TestData.Context);
        Assert.Equal(Scores(before, 9, 10), Scores(updated, 9, 10));
    }
}
