using Ecom.Augmentation.Privacy;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Neural.Privacy;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests.Privacy;

public class PrivateUsersTests
{
    private static readonly Parameters Small = Parameters.None
        .With("hidden", 16).With("latent", 4).With("generatorHidden", 16).With("discriminatorHidden", 8).With("batch", 60).With("epochs", 20).With("learningRate", 5e-3)
        .With("most", 2).With("add", 3).With("weight", 0.4).With("epsilon", 20).With("delta", 1e-3);

    [Theory]
    [InlineData("vae", 1)]
    [InlineData("gan", 2)]
    public void A_private_generator_says_what_it_spent_and_never_repeats(string name, int releases)
    {
        var data = Shops.TwoGroups(300);
        var augmenter = Augmenters.Find(name);
        using var generator = augmenter.Fit(data, Small, Shops.Context());
        Assert.InRange(generator.Figures["epsilon"], 19, 20);
        Assert.Equal((1e-3, 0.2, 20.0 * 5 * releases), (generator.Figures["delta"], generator.Figures["sampleRate"], generator.Figures["steps"]));
        // What is spent is what so many noised gradients cost, and for the vae the lengths of histories too.
        var gradients = RenyiAccountant.None.With(0.2, generator.Figures["noiseMultiplier"], 100 * releases).Epsilon(1e-3);
        if (name == "gan") Assert.Equal(gradients, generator.Figures["epsilon"], 1e-9);
        else Assert.InRange(gradients, 15, generator.Figures["epsilon"] - 1e-4);
        Assert.DoesNotContain(generator.Figures.Keys, k => k is "reconstruction" or "kl" or "lossD" or "lossG" or "validation");
        Assert.Equal(20, generator.Losses.Count);
        // All of the catalogue: which items are shared by many is not looked at.
        Assert.Equal(24, generator.Figures["vocabulary"]);
        Assert.Equal(300, generator.Generate(data, Small, Shops.Context()).Generated!.Count);

        float[] Weights()
        {
            using var again = augmenter.Fit(data, Small.With("epochs", 1).With("most", 1e6).With("add", 10), Shops.Context());
            return [.. again.Generate(data, Small.With("most", 1e6).With("add", 10), Shops.Context()).Generated!.AllItems.ToArray().Select(i => (float)i)];
        }
        Assert.NotEqual(Weights(), Weights());
    }

    [Fact]
    public void A_private_vae_learns_the_two_groups_where_epsilon_allows()
    {
        var data = Shops.TwoGroups(1200);
        var parameters = Small.With("epsilon", 60).With("epochs", 60).With("batch", 200).With("delta", 1e-4).With("beta", 0.05).With("dropout", 0.1);
        using var generator = Augmenters.Find("vae").Fit(data, parameters, Shops.Context());
        var entries = generator.Generate(data, parameters, Shops.Context()).Generated!.Entries();
        Assert.True(entries.Count(e => e.Item / 12 == e.User % 2) > 0.75 * entries.Length, $"{entries.Count(e => e.Item / 12 == e.User % 2)} of {entries.Length}");
    }

    [Fact]
    public void Others_than_vae_and_gan_refuse()
    {
        var data = Shops.TwoGroups();
        Assert.Equal(["gan", "vae"], Augmenters.All.Where(a => a.IsPrivateOnRequest).Select(a => a.Name).Order());
        Assert.Throws<InputException>(() => Augmenters.Find("autoencoder").Fit(data, Small, Shops.Context()));
        Assert.Contains("vae", Assert.Throws<InputException>(() => new PrivateAugmenter(Augmenters.Find("auto"), new PrivacyTarget(1, 1e-5))).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Augmenters.Find("gan").Fit(data, Small.With("objective", "wasserstein"), Shops.Context()));
        Assert.Throws<InputException>(() => Augmenters.Find("gan").Fit(data, Small.With("discriminatorSteps", 3), Shops.Context()));
        Assert.Throws<InputException>(() => Augmenters.Find("vae").Fit(data, Small.With("epsilon", 0), Shops.Context()));
        // δ has to be below one by the number of users.
        Assert.Throws<InputException>(() => Augmenters.Find("vae").Fit(data, Small.With("delta", 0.01), Shops.Context()));
    }

    [Fact]
    public void A_search_over_amounts_fits_one_private_generator()
    {
        var augmenter = new PrivateAugmenter(Augmenters.Find("vae"), new PrivacyTarget(2, 1e-5));
        var proposals = augmenter.Proposals(Shops.TwoGroups().Shape, 1).Take(12).ToArray();
        Assert.All(proposals, p => Assert.Equal((2.0, 1e-5), (p.Number("epsilon", 0), p.Number("delta", 0))));
        Assert.True(proposals.Select(p => p.ToString()).Distinct().Count() > 4);
        Assert.Single(proposals.Select(augmenter.FitKey).Distinct());
    }

    [Fact]
    public void Lengths_of_histories_are_released_close_and_not_exactly()
    {
        var histories = Shops.TwoGroups(4000).Observed;
        (double Mean, double Deviation) Lengths(double epsilon) => new PrivateUsersFit(4000, new PrivacyTarget(epsilon, 1e-5), 2, 400, 1, 1, lengths: true).Lengths(histories);
        var logs = Enumerable.Range(0, 4000).Select(u => Math.Log(1 + histories.RowLength(u))).ToArray();
        var (mean, deviation) = Lengths(50);
        Assert.InRange(mean, logs.Average() - 0.05, logs.Average() + 0.05);
        Assert.InRange(deviation, 0.3, 0.65);
        Assert.NotEqual(mean, Lengths(50).Mean);
        // A smaller ε is paid with more noise.
        double Spread(double epsilon) => Enumerable.Range(0, 20).Select(_ => Lengths(epsilon).Mean).ToArray() is var means ? means.Max() - means.Min() : 0;
        Assert.True(Spread(2) > 3 * Spread(50));
        Assert.Throws<InputException>(() => new PrivateUsersFit(400, new PrivacyTarget(1e-6, 1e-5), 100, 40, 1, 1, lengths: false));
    }

    [Fact]
    public void Interactions_are_known_again_whatever_their_order()
    {
        static string Hash(string names, params (int, int)[] entries) => BehaviourHash.Of(Shops.Of(3, 4, entries).Observed, names.Split(' '));
        var hash = Hash("a b c d", (0, 1), (0, 2), (1, 3));
        Assert.Equal(hash, Hash("a b c d", (2, 3), (1, 2), (1, 1)));
        Assert.Equal(hash, Hash("d c b a", (0, 2), (0, 1), (1, 0)));
        Assert.NotEqual(hash, Hash("a b c e", (0, 1), (0, 2), (1, 3)));
        Assert.NotEqual(hash, Hash("a b c d", (0, 1), (0, 2), (1, 2)));
        Assert.NotEqual(hash, Hash("a b c d", (0, 1), (0, 2), (1, 3), (2, 3)));
        Assert.NotEqual(Hash("a b c d", (0, 1), (0, 2)), Hash("a b c d", (0, 1), (1, 2)));
    }
}
