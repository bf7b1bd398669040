using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Assessment;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Neural.Privacy;
using FsCheck.Xunit;

namespace Ecom.Augmentation.Tests.Tables.Privacy;

public class PrivateFitTests
{
    [Property(MaxTest = 200)]
    public bool A_bin_holds_its_numbers(FsCheck.NormalFloat number)
    {
        var value = Math.Clamp(number.Get, -1e12, 1e12);
        var (low, high) = PrivateMarginals.Edges(PrivateMarginals.Bin(value));
        return Math.Abs(value) < 1e-6 || (low <= value && value <= high);
    }

    [Fact]
    public void Distributions_are_released_close_and_rare_values_not_at_all()
    {
        var table = MadeUp.Mixed(20_000, 1);
        var texts = table.Columns[0].Texts!.ToArray();
        for (var r = 0; r < 30; r++) texts[r] = "secret";
        var skewed = new TableColumn { Name = "gain", Numbers = [.. Enumerable.Range(0, 20_000).Select(r => r % 10 == 0 ? 1000 + r / 7.0 : 0)], Decimals = 2 };
        table = new Table([table.Columns[0] with { Texts = texts }, .. table.Columns.Skip(1), skewed]);
        var released = PrivateMarginals.Release(table, 5, 1e-6, new SecureNoise(), new Random(1));
        Assert.DoesNotContain("secret", released.Columns[0].Texts!);
        var quality = QualityReport.Of(table, released);
        Assert.True(quality.ColumnShapes > 0.95, $"{string.Join(", ", quality.ByColumn)}");
        Assert.InRange(released.Columns[3].Numbers!.Count(v => v == 0) / 20_000.0, 0.85, 0.95);
        // Noise of its own: two releases differ although the seed is the same. In the last column, of many bins: few values with many rows each may by chance be drawn alike.
        Assert.NotEqual(
            PrivateMarginals.Release(table, 5, 1e-6, new SecureNoise(), new Random(1)).Columns[3].Numbers!, released.Columns[3].Numbers!);
    }

    [Fact]
    public void What_is_spent_together_is_the_target_and_less_than_the_parts()
    {
        var fit = new PrivateFit(MadeUp.Mixed(2000, 1), new PrivacyTarget(3, 1e-5), 10, 100, 1, 1);
        Assert.Equal((0.05, 100), (fit.Gradients.Rate, fit.Batch));
        var accountant = RenyiAccountant.None.With(fit.Gradients.Rate, fit.Gradients.NoiseMultiplier, 200);
        Assert.True(accountant.Epsilon(0.9e-5) < 3);
        Assert.Throws<InputException>(() => new PrivateFit(MadeUp.Mixed(200, 1), new PrivacyTarget(1e-6, 1e-5), 100, 100, 1, 1));
    }

    [Theory]
    [InlineData("tvae", 30, 0.6)]
    [InlineData("ctgan", 20, 0.5)]
    public void A_private_method_learns_says_what_it_spent_and_never_repeats(string method, int epochs, double quality)
    {
        var table = MadeUp.Mixed(1000, 1);
        var parameters = Parameters.None.With("epochs", epochs).With("batch", 100).With("epsilon", 50).With("learningRate", 2e-3).With("hidden", 32).With("latent", 8);
        using var generator = TableSynthesizers.Find(method).Fit(table, parameters, Shops.Context());
        var report = QualityReport.Of(table, generator.Sample(1000, 1));
        Assert.True(report.Overall > quality, $"{report}");
        Assert.InRange(generator.Figures["epsilon"], 48, 50);
        Assert.Equal((1e-5, 0.1, epochs * 10.0), (generator.Figures["delta"], generator.Figures["sampleRate"], generator.Figures["steps"]));
        // What rows lost is theirs; only noised or generated figures are told.
        Assert.DoesNotContain(generator.Figures.Keys, k => k is "reconstruction" or "kl" or "lossD");

        using var again = TableSynthesizers.Find(method).Fit(table, parameters.With("epochs", 1), Shops.Context());
        using var third = TableSynthesizers.Find(method).Fit(table, parameters.With("epochs", 1), Shops.Context());
        Assert.NotEqual(again.Sample(200, 1).Columns.SelectMany(c => c.ToText()), third.Sample(200, 1).Columns.SelectMany(c => c.ToText()));
    }

    [Theory]
    [InlineData(0, 1e-5)]
    [InlineData(1, 0)]
    [InlineData(1, 0.01)]
    public void Targets_without_a_guarantee_are_input_errors(double epsilon, double delta) =>
        Assert.Throws<InputException>(() => PrivacyTarget.Of(Parameters.None.With("epsilon", epsilon).With("delta", delta), 1000));
}
