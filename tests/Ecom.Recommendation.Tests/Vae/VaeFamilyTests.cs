using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Vae;

namespace Ecom.Recommendation.Tests.Vae;

public sealed class VaeFamilyTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("vae-test-").FullName;
    private static readonly Parameters Small = Parameters.None.With("hidden", 24).With("latent", 4).With("epochs", 60).With("learningRate", 0.005);

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

    [Fact]
    public void Ranks_the_users_group_first_and_exports_what_it_scores()
    {
        using var model = new VaeFamily().Fit(TwoGroups(), Small, new FitContext(1, 1));
        var history = new UserHistory((int[])[11, 13], (float[])[1f, 1f], default);
        var scores = new float[21];
        model.Score(history, scores);
        Assert.All(TopK.Select(scores, 8), t => Assert.InRange(t.Item, 10, 19));
        Assert.Equal(20, TopK.Select(scores, 21)[^1].Item);

        model.Export(_directory);
        using var read = ModelDirectory.Open(_directory);
        var served = new float[21];
        read.Scorer.Score(history, served);
        Assert.Equal(scores, served);
        Assert.Equal("vae", read.Header.Family);
    }

    [Fact]
    public void No_interactions_are_an_input_error() =>
        Assert.Throws<InputException>(() => new VaeFamily().Fit(new TrainingData { Observed = Interactions.Empty(2, 3) }, Small, new FitContext(1, 1)));

    [Fact]
    public void A_cancelled_fit_ends() => Assert.Throws<OperationCanceledException>(
        () => new VaeFamily().Fit(TwoGroups(), Small, new FitContext(1, 1, null, new CancellationToken(canceled: true))));
}
