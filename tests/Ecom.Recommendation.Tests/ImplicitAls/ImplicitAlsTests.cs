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

    private static ReadOnlySpan<float> Factors(IFittedModel model) => ((Ecom.Recommendation.Common.FactorModel)model).Factors;

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

    [Fact]
    public void An_exported_model_is_opened_under_other_numbers_and_goes_on_from_there()
    {
        var (old, news) = Shop();
        var family = new ImplicitAlsFamily();
        var folder = Directory.CreateTempSubdirectory("ecom-ials-");
        try
        {
            using var before = family.Fit(new TrainingData { Observed = old }, Setting, TestData.Context);
            before.Export(folder.FullName);
            // Every product three places further; the first three are not known yet.
            var numbers = Enumerable.Range(3, 16).ToArray();
            using var opened = family.Open(folder.FullName, numbers, 20);
            Assert.Equal(Factors(before).ToArray(), Factors(opened)[(3 * 6)..(19 * 6)].ToArray());
            Assert.Equal([0, 0, 0], Scores(opened, 12, 13)[..3]);

            NewRows Moved(NewRows rows) => new(Move(rows.Before), Move(rows.After), rows.UsersBefore);
            Interactions Move(Interactions rows) => Interactions.FromEntries(
                rows.UserCount, 20, rows.RowIndices(), [.. rows.AllItems.ToArray().Select(i => i + 3)], rows.AllWeights, rows.AllTimes);
            using var updated = family.Update(before, news, TestData.Context);
            using var moved = family.Update(opened, Moved(news), TestData.Context);
            // The catalogue is larger by four products nobody has, which counts in the regularisation.
            for (var i = 0; i < 16; i++) Assert.Equal(Scores(updated, 9, 10)[i], Scores(moved, 12, 13)[i + 3], .02);

            Assert.Contains("16 items", Assert.Throws<InputException>(() => family.Open(folder.FullName, [0], 1)).Message, StringComparison.Ordinal);
            Directory.Delete(folder.FullName, recursive: true);
            folder.Create();
            using var other = new Ecom.Recommendation.PureSvd.PureSvdFamily().Fit(new TrainingData { Observed = old }, Parameters.None.With("factors", 4), TestData.Context);
            other.Export(folder.FullName);
            Assert.Contains("puresvd", Assert.Throws<InputException>(() => family.Open(folder.FullName, numbers, 20)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Weights_count_in_news_as_in_a_fit(int power)
    {
        var (old, news) = Shop();
        var family = new ImplicitAlsFamily();
        var setting = Setting.With("power", power);
        using var before = family.Fit(new TrainingData { Observed = old }, setting, TestData.Context);
        Interactions Weighed(float weight) => news.After.WithWeights([.. Enumerable.Repeat(weight, news.After.Count)]);
        using var light = family.Update(before, news with { After = Weighed(1) }, TestData.Context);
        using var heavy = family.Update(before, news with { After = Weighed(4) }, TestData.Context);
        var (a, b) = (Scores(light, 9, 10)[15], Scores(heavy, 9, 10)[15]);
        Assert.True(power == 0 ? a == b : b > a * 1.02, $"{a} and {b}");
    }
}
