using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests;

public class AugmentersTests
{
    public static TheoryData<string> Names => [.. Augmenters.All.Select(a => a.Name)];

    /// <summary>The first proposal with a fit short enough for a test.</summary>
    private static Parameters Quick(string name, TrainingShape shape) =>
        Augmenters.Find(name).Proposals(shape, 1).First().With("epochs", 3).With("hidden", 8).With("latent", 4).With("generatorHidden", 8).With("discriminatorHidden", 4);

    [Fact]
    public void The_names_of_the_command_line_exist() =>
        Assert.Superset(new HashSet<string> { "none", "balance", "vae", "autoencoder", "gan", "sideinfo", "self", "crop", "sequence", "mix", "auto" }, Augmenters.All.Select(a => a.Name).ToHashSet());

    [Fact]
    public void An_unknown_name_is_an_input_error_that_lists_the_known_ones() =>
        Assert.Contains("balance", Assert.Throws<InputException>(() => Augmenters.Find("magic")).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Observed_rows_stay_as_they_are_and_generated_ones_fit_the_contract(string name)
    {
        var data = Shops.TwoGroups();
        var before = data.Observed.Entries();
        var augmenter = Augmenters.Find(name);
        var parameters = Quick(name, data.Shape);
        using var generator = augmenter.Fit(data, parameters, Shops.Context());
        var result = generator.Generate(data, parameters, Shops.Context());

        Assert.Same(data.Observed, result.Observed);
        Assert.Equal(before, result.Observed.Entries());
        if (result.Generated is not { } generated) return;
        Assert.Equal(data.ItemCount, generated.ItemCount);
        Assert.True(generated.UserCount >= data.Observed.UserCount);
        Assert.All(generated.Entries(), e => Assert.True(float.IsFinite(e.Weight) && e.Weight != 0));
        Assert.Empty(generated.Entries().Select(e => (e.User, e.Item)).Intersect(before.Select(e => (e.User, e.Item))));
        Assert.All(generator.Figures, f => Assert.True(double.IsFinite(f.Value), f.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_seeds_repeat_exactly(string name)
    {
        var data = Shops.TwoGroups();
        var parameters = Quick(name, data.Shape);
        (int, int, float, long)[]? Run(int seed)
        {
            using var generator = Augmenters.Find(name).Fit(data, parameters, Shops.Context(seed));
            return generator.Generate(data, parameters, Shops.Context(seed)).Generated?.Entries();
        }
        Assert.Equal(Run(1), Run(1));
        if (name is "balance" or "autoencoder" or "vae" or "gan") Assert.NotEqual(Run(1), Run(2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shop_without_interactions_gets_none_and_no_error(string name)
    {
        var data = Shops.Of(3, 4, []);
        var parameters = Quick(name, data.Shape);
        using var generator = Augmenters.Find(name).Fit(data, parameters, Shops.Context());
        Assert.True((generator.Generate(data, parameters, Shops.Context()).Generated?.Count ?? 0) == 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Proposals_repeat_for_a_seed_and_cost_something_finite(string name)
    {
        var shape = Shops.TwoGroups().Shape;
        var augmenter = Augmenters.Find(name);
        var first = augmenter.Proposals(shape, 5).Take(20).ToArray();
        Assert.Equal(first.Select(p => p.ToString()), augmenter.Proposals(shape, 5).Take(20).Select(p => p.ToString()));
        Assert.All(first, p => Assert.True(double.IsFinite(augmenter.Estimate(shape, p).Bytes + augmenter.Estimate(shape, p).Operations)));
    }
}
