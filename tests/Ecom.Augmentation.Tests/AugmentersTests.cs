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
    [InlineData("autoencoder")]
    [InlineData("vae")]
    [InlineData("gan")]
    [InlineData("sequence")]
    [InlineData("operators")]
    public void No_generator_makes_an_item_that_fewer_than_ten_customers_share(string name)
    {
        // Items 24 to 43 have one to twenty customers.
        var entries = Shops.TwoGroups().Observed.Entries().Select(e => (e.User, e.Item))
            .Concat(Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, i + 1).Select(u => ((u * 7 + i) % 120, 24 + i)))).ToList();
        var data = Shops.Of(120, 44, entries);
        var counts = data.Observed.ItemCounts();
        var parameters = Quick(name, data.Shape).With("most", 1000).With("add", 44).With("sampled", 1).With("copies", 3);
        using var generator = Augmenters.Find(name).Fit(data, parameters, Shops.Context());
        var generated = generator.Generate(data, parameters, Shops.Context()).Generated!.AllItems.ToArray();
        Assert.True(generated.Length > 300);
        Assert.All(generated.Distinct(), i => Assert.True(counts[i] >= PrivacyFloor.Users, $"{i}: {counts[i]}"));
    }

    [Theory]
    [InlineData("autoencoder", "reconstruction")]
    [InlineData("vae", "reconstruction kl negativeElbo")]
    [InlineData("gan", "lossD lossG zeroReconstruction")]
    [InlineData("sequence", "loss")]
    [InlineData("mix", "first.reconstruction first.kl second.lossD")]
    public void Losses_are_told_epoch_by_epoch(string name, string losses)
    {
        var data = Shops.TwoGroups();
        var parameters = Quick(name, data.Shape);
        if (name == "mix")
            parameters = new[] { ("first", "vae"), ("second", "gan") }.Aggregate(Parameters.None, (all, part) =>
                Quick(part.Item2, data.Shape).Values.Aggregate(all.With(part.Item1, part.Item2), (p, v) => v.Value is string t ? p.With($"{part.Item1}.{v.Key}", t) : p.With($"{part.Item1}.{v.Key}", (double)v.Value)));
        var told = 0;
        using var generator = Augmenters.Find(name).Fit(data, parameters, Shops.Context() with { Progress = (_, _, figures) => told += figures is null ? 0 : 1 });
        Assert.Equal(3, generator.Losses.Count);
        Assert.Equal(name == "mix" ? 6 : 3, told);
        Assert.All(generator.Losses, e => Assert.Superset(losses.Split(' ').ToHashSet(), e.Keys.ToHashSet()));
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
