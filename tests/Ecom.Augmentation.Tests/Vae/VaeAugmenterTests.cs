using Ecom.Augmentation.Vae;
using Ecom.Models;

namespace Ecom.Augmentation.Tests.Vae;

public class VaeAugmenterTests
{
    private static readonly Parameters Small = Parameters.None
        .With("hidden", 32).With("latent", 4).With("epochs", 60).With("learningRate", 0.005).With("most", 2).With("add", 3).With("weight", 0.4);

    [Fact]
    public void Completes_light_users_only_and_from_their_own_group()
    {
        var data = Shops.TwoGroups();
        using var generator = new VaeAugmenter().Fit(data, Small, Shops.Context());
        var generated = generator.Generate(data, Small, Shops.Context()).Generated!;
        Assert.Equal(data.Observed.UserCount, generated.UserCount);
        for (var u = 0; u < data.Observed.UserCount; u++)
            Assert.Equal(data.Observed.RowLength(u) <= 2 ? 3 : 0, generated.RowLength(u));
        var entries = generated.Entries();
        Assert.All(entries, e => Assert.Equal((0.4f, data.Observed.Times(e.User)[^1]), (e.Weight, e.Time)));
        Assert.True(entries.Count(e => e.Item / 12 == e.User % 2) > 0.9 * entries.Length);
        Assert.True(generator.Figures["kl"] > 0);
    }

    [Fact]
    public void Samples_whole_users_below_the_customers()
    {
        var data = Shops.TwoGroups();
        var parameters = Small.With("add", 0).With("sampled", 0.25);
        using var generator = new VaeAugmenter().Fit(data, parameters, Shops.Context());
        var generated = generator.Generate(data, parameters, Shops.Context()).Generated!;
        Assert.Equal(150, generated.UserCount);
        Assert.All(Enumerable.Range(0, 120), u => Assert.Equal(0, generated.RowLength(u)));
        Assert.All(Enumerable.Range(120, 30), u => Assert.NotEqual(0, generated.RowLength(u)));
        // A user mostly stays within one group: the latent variable carries it.
        var pure = Enumerable.Range(120, 30).Average(u =>
        {
            var first = generated.Items(u).ToArray().Count(i => i < 12) / (double)generated.RowLength(u);
            return Math.Max(first, 1 - first);
        });
        Assert.True(pure > 0.65, $"{pure}");
    }

    [Fact]
    public void Items_below_the_privacy_floor_are_never_generated()
    {
        // Item 24 has nine users, one too few.
        var entries = Shops.TwoGroups().Observed.Entries().Select(e => (e.User, e.Item)).Concat(Enumerable.Range(0, 9).Select(u => (u, 24))).ToList();
        var data = Shops.Of(120, 25, entries);
        var parameters = Small.With("add", 25).With("most", 100).With("sampled", 1);
        using var generator = new VaeAugmenter().Fit(data, parameters, Shops.Context());
        var generated = generator.Generate(data, parameters, Shops.Context()).Generated!;
        Assert.True(generated.Count > 1000);
        Assert.DoesNotContain(24, generated.AllItems.ToArray());
    }

    [Fact]
    public void Amounts_share_one_fit_and_networks_do_not()
    {
        var augmenter = new VaeAugmenter();
        var key = augmenter.FitKey(Small);
        Assert.Equal(key, augmenter.FitKey(Small.With("add", 50).With("most", 1).With("weight", 1).With("sampled", 2)));
        Assert.NotEqual(key, augmenter.FitKey(Small.With("hidden", 64)));
    }
}
