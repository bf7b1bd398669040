using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Popularity;

namespace Ecom.Recommendation.Tests.Popularity;

public class PopularityTests
{
    [Fact]
    public void An_interaction_one_half_life_ago_counts_half()
    {
        const long Day = 86400;
        var observed = Interactions.FromEntries(3, 2, [0, 1, 2], [0, 1, 1], [1, 1, 1], [100 * Day, 90 * Day, 80 * Day]);
        using var model = new PopularityFamily().Fit(
            new TrainingData { Observed = observed, Now = 100 * Day }, Parameters.None.With("halfLife", 10), TestData.Context);
        var scores = new float[2];
        model.Score(default, scores);
        Assert.Equal(1f, scores[0], 6);
        Assert.Equal(.75f, scores[1], 6);
    }
}
