using Ecom.Domain;
using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Scoring;

public class RowNeighbourScorerTests
{
    private const long Day = 86400;

    // Row 0: 0 1 2 on day 10; row 1: 0 3 on day 0.
    private static readonly Interactions Rows = Interactions.FromEntries(
        2, 5, [0, 0, 0, 1, 1], [0, 1, 2, 0, 3], [1, 1, 1, 1, 1], [10 * Day, (10 * Day) + 1, (10 * Day) + 2, 0, 1]);

    private static float[] Scores(NeighbourSettings settings, int user = -1)
    {
        var scores = new float[5];
        new RowNeighbourScorer(Rows, settings).Score(new UserHistory(new[] { 0 }, new[] { 1f }, new[] { 10 * Day }, user), scores);
        return scores;
    }

    [Fact]
    public void Neighbours_vote_with_their_cosine()
    {
        var scores = Scores(new NeighbourSettings(5, 0, ProfileWeighting.Binary));
        Assert.Equal(1 / MathF.Sqrt(3), scores[1], 5);
        Assert.Equal(1 / MathF.Sqrt(2), scores[3], 5);
        Assert.InRange(scores[4], 0, 1e-8f);
    }

    [Fact]
    public void Only_the_nearest_vote_and_never_the_user_itself()
    {
        Assert.InRange(Scores(new NeighbourSettings(1, 0, ProfileWeighting.Binary))[1], 0, 1e-8f);
        Assert.InRange(Scores(new NeighbourSettings(5, 0, ProfileWeighting.Binary), user: 1)[3], 0, 1e-8f);
    }

    [Fact]
    public void Old_rows_fade_and_far_items_too()
    {
        var faded = Scores(new NeighbourSettings(5, 0, ProfileWeighting.Binary, HalfLifeDays: 10));
        Assert.Equal(.5f / MathF.Sqrt(2), faded[3], 4);
        var near = Scores(new NeighbourSettings(5, 0, ProfileWeighting.Binary, Reach: 2));
        Assert.Equal(MathF.Exp(-1 / 2f), near[2] / near[1], 4);
    }
}
