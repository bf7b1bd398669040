using Ecom.Domain;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ecom.Models.Tests.Scoring;

public class QuantisedFactorsTests
{
    private static float[] Random(int length, int seed, float scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1) * scale)];
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 7)]
    [InlineData(32, 64)]
    [InlineData(33, 65)]
    [InlineData(257, 3)]
    [InlineData(70, 700)]
    public void Every_kernel_gives_the_integers_of_plain_arithmetic(int items, int d)
    {
        var (factors, user) = (Random(items * d, 1), Random(d, 2));
        // One item as large as can be against a user as large as can be: the sum must not leave 32 bits.
        for (var k = 0; k < d; k++) factors[k] = MathF.Sign(user[k]);
        var quantised = new QuantisedFactors(factors, items, d);
        var pairs = (d + 1) / 2;
        var largest = Math.Min(short.MaxValue, int.MaxValue / (127 * 2 * pairs));
        var userScale = user.Max(MathF.Abs) / largest;
        var expected = Enumerable.Range(0, items).Select(i => Enumerable.Range(0, d).Sum(k =>
            (long)MathF.Round(factors[(i * d) + k] / quantised.Scale(i)) * (long)MathF.Round(user[k] / userScale))).ToArray();

        var portable = quantised.Sums(user, QuantisedKernel.Portable);
        // A value in the middle between two integers may be rounded either way by another order of operations.
        for (var i = 0; i < items; i++) Assert.InRange(portable[i], expected[i] - (2 * largest), expected[i] + (2 * largest));
        foreach (var kernel in Enum.GetValues<QuantisedKernel>())
            if (QuantisedKernels.IsSupported(kernel)) Assert.Equal(portable, quantised.Sums(user, kernel));
    }

    [Property(MaxTest = 60)]
    public Property Scores_stay_within_the_bound_of_the_scales() =>
        Prop.ForAll(Gen.Choose(1, 90).Two().ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (shape, seed) =>
        {
            var (items, d) = shape;
            const int Users = 3;
            var (factors, users) = (Random(items * d, seed), Random(Users * d, seed + 1, 5));
            var quantised = new QuantisedFactors(factors, items, d);
            var scores = new float[Users * items];
            quantised.Multiply(users, Users, scores);
            for (var u = 0; u < Users; u++)
            {
                var user = users.AsSpan(u * d, d).ToArray();
                var userScale = user.Max(MathF.Abs) / Math.Min(short.MaxValue, int.MaxValue / (127 * 2 * ((d + 1) / 2)));
                for (var i = 0; i < items; i++)
                {
                    var item = factors.AsSpan(i * d, d).ToArray();
                    var exact = user.Zip(item).Sum(p => (double)p.First * p.Second);
                    var bound = (quantised.Scale(i) / 2 * user.Sum(MathF.Abs)) + (userScale / 2 * (item.Sum(MathF.Abs) + (d * quantised.Scale(i) / 2)));
                    Assert.InRange(scores[(u * items) + i], exact - (bound * 1.0001) - 1e-5, exact + (bound * 1.0001) + 1e-5);
                }
            }
        });

    [Fact]
    public void The_best_items_are_almost_the_same()
    {
        const int Items = 3000, D = 64, Users = 50, K = 20;
        var (factors, users) = (Random(Items * D, 3), Random(Users * D, 4));
        var (exact, rough) = (new float[Users * Items], new float[Users * Items]);
        new PackedFactors(factors, Items, D).Multiply(users, Users, exact);
        new QuantisedFactors(factors, Items, D).Multiply(users, Users, rough);
        var common = Enumerable.Range(0, Users).Average(u =>
            TopK.Select(exact.AsSpan(u * Items, Items), K).Select(p => p.Item)
                .Intersect(TopK.Select(rough.AsSpan(u * Items, Items), K).Select(p => p.Item)).Count() / (double)K);
        Assert.InRange(common, .95, 1);
        Assert.NotEqual(exact, rough);
    }

    [Fact]
    public void Items_and_users_of_zeros_and_of_next_to_nothing_score_zero()
    {
        float[] factors = [0, 0, 0, 1e-42f, 0, 0, .5f, -.25f, 1];
        var scores = new float[3];
        var quantised = new QuantisedFactors(factors, 3, 3);
        quantised.Multiply([1, 1, 1], 1, scores);
        Assert.Equal([0, 0, 1.25f], scores.Select(s => MathF.Round(s, 2)));
        quantised.Multiply([0, 0, 0], 1, scores);
        Assert.Equal([0, 0, 0], scores);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_factor_that_is_no_number_is_named_by_its_row(float value)
    {
        var factors = Random(40 * 2, 5);
        factors[(36 * 2) + 1] = value;
        Assert.Equal(37, Assert.Throws<InputException>(() => new QuantisedFactors(factors, 40, 2)).Row);
    }

    [Fact]
    public void A_model_opened_with_8_bits_scores_close_to_itself_with_32_and_is_stored_as_before()
    {
        const int Items = 200, D = 9;
        using var temporary = new TemporaryDirectory();
        FactorLayout.Write(
            temporary.Path, "ials", Parameters.None, Random(Items * D, 6), Random(Items, 7), Random(Items, 8), new FactorSettings(FoldIn.Sum, ProfileWeighting.Binary));
        var before = Directory.GetFiles(temporary.Path).Order().Select(File.ReadAllBytes).ToArray();
        using (var full = ModelDirectory.Open(temporary.Path))
        using (var small = ModelDirectory.Open(temporary.Path, 8))
        {
            var history = new UserHistory(new[] { 3, 77 }, new[] { 1f, 1f }, ReadOnlyMemory<long>.Empty);
            var (exact, rough) = (new float[Items], new float[Items]);
            full.Scorer.Score(history, exact);
            small.Scorer.Score(history, rough);
            Assert.NotEqual(exact, rough);
            for (var i = 0; i < Items; i++) Assert.Equal(exact[i], rough[i], .05f);
            Assert.Equal(full.Scorer.Explain(history, 5, 2), small.Scorer.Explain(history, 5, 2));
            Assert.True(new QuantisedFactors(new float[Items * D], Items, D).Bytes < .5 * new PackedFactors(new float[Items * D], Items, D).Bytes);
        }
        Assert.Equal(before, Directory.GetFiles(temporary.Path).Order().Select(File.ReadAllBytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelDirectory.Open(temporary.Path, 16));
    }
}
