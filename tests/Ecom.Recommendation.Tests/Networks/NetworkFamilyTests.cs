using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Tests.Networks;

public sealed class NetworkFamilyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("network-test-").FullName;

    private static readonly Parameters Small = Parameters.None
        .With("hidden", 24).With("latent", 4).With("epochs", 60).With("learningRate", 0.005)
        .With("generatorHidden", 24).With("discriminatorHidden", 8).With("generatorRate", 0.01).With("zeroWeight", 0.1).With("alpha", 0.01).With("lambda", 0.001);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Even users touch items 0 to 9, odd ones 10 to 19, six each; item 20 is nobody's.</summary>
    private static TrainingData TwoGroups()
    {
        var random = new Random(1);
        var (users, items) = (new List<int>(), new List<int>());
        for (var u = 0; u < 100; u++)
        {
            var half = Enumerable.Range(u % 2 * 10, 10).ToArray();
            random.Shuffle(half);
            foreach (var i in half.Take(6))
            {
                users.Add(u);
                items.Add(i);
            }
        }
        return new TrainingData
        {
            Observed = Interactions.FromEntries(
                100, 21, [.. users], [.. items], [.. users.Select(_ => 1f)], [.. users.Select((_, k) => (long)k)]),
        };
    }

    [Theory]
    [InlineData("vae")]
    [InlineData("autoencoder")]
    [InlineData("gan")]
    [InlineData("gan", "item")]
    public void Ranks_the_users_group_first_and_exports_what_it_scores(string family, string basis = "user")
    {
        using var model = RecommenderFamilies.Find(family).Fit(TwoGroups(), Small.With("basis", basis), new FitContext(1, 1));
        var history = new UserHistory((int[])[11, 13], (float[])[1f, 1f], default);
        var scores = new float[21];
        model.Score(history, scores);
        Assert.True(scores[10..20].Average() > scores[..10].Average() + 0.5, $"{scores[10..20].Average()} and {scores[..10].Average()}");
        Assert.InRange(TopK.Select(scores, 1)[0].Item, 10, 19);
        Assert.Equal(20, TopK.Select(scores, 21)[^1].Item);

        model.Export(_directory);
        using var read = ModelDirectory.Open(_directory);
        var served = new float[21];
        read.Scorer.Score(history, served);
        Assert.Equal(scores, served);
        Assert.Equal(family, read.Header.Family);
    }

    [Fact]
    public void No_interactions_are_an_input_error() =>
        Assert.Throws<InputException>(() => RecommenderFamilies.Find("vae").Fit(new TrainingData { Observed = Interactions.Empty(2, 3) }, Small, new FitContext(1, 1)));

    [Fact]
    public void An_unknown_objective_is_an_input_error() => Assert.Throws<InputException>(
        () => RecommenderFamilies.Find("gan").Fit(TwoGroups(), Small.With("objective", "3"), new FitContext(1, 1)));

    [Fact]
    public void An_unknown_basis_is_an_input_error() => Assert.Throws<InputException>(
        () => RecommenderFamilies.Find("gan").Fit(TwoGroups(), Small.With("basis", "shop"), new FitContext(1, 1)));

    [Fact]
    public void A_cancelled_fit_ends() => Assert.Throws<OperationCanceledException>(
        () => RecommenderFamilies.Find("vae").Fit(TwoGroups(), Small, new FitContext(1, 1, null, new CancellationToken(canceled: true))));
}
