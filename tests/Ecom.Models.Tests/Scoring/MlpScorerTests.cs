using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Scoring;

public class MlpScorerTests
{
    // Vocabulary of items 0 and 2; hidden layer of one tanh unit; item 1 is unknown to the network.
    private static readonly MlpNetwork Network = new(
    [
        new MlpLayer(2, 1, [0.5f, -1], [0.1f], MlpActivation.Tanh),
        new MlpLayer(1, 2, [2, -3], [0, 0.2f], MlpActivation.None),
    ]);

    private static readonly float[] Prior = [1, 4, 2];

    private static float[] Score(bool unitLength, params int[] items)
    {
        var scorer = new MlpScorer(Network, [0, 2], Prior, ProfileWeighting.Binary, unitLength);
        var scores = new float[3];
        scorer.Score(new UserHistory(items, Enumerable.Repeat(1f, items.Length).ToArray(), default), scores);
        return scores;
    }

    [Fact]
    public void Equals_the_hand_computed_case()
    {
        var h = MathF.Tanh(0.1f + 0.5f - 1);
        var scores = Score(unitLength: false, 0, 2);
        Assert.Equal(2 * h, scores[0], 5);
        Assert.Equal(0.2f - 3 * h, scores[2], 5);

        h = MathF.Tanh(0.1f + (0.5f - 1) / MathF.Sqrt(2));
        Assert.Equal(2 * h, Score(unitLength: true, 0, 2)[0], 5);
    }

    [Fact]
    public void Unknown_items_come_last_in_order_of_popularity()
    {
        var scores = Score(false, 0);
        Assert.True(scores[1] < Math.Min(scores[0], scores[2]));
    }

    [Theory]
    [InlineData]
    [InlineData(1)]
    public void Without_a_known_item_popularity_decides(params int[] items)
    {
        var scores = Score(true, items);
        Assert.True(scores[1] > scores[2] && scores[2] > scores[0]);
    }

    [Fact]
    public void Each_activation_is_the_one_it_is_called()
    {
        float Run(MlpActivation activation)
        {
            var y = new float[1];
            new MlpNetwork([new MlpLayer(1, 1, [1], [0], activation)]).Run([0], [-0.7f], y);
            return y[0];
        }
        Assert.Equal(-0.7f, Run(MlpActivation.None));
        Assert.Equal(MathF.Tanh(-0.7f), Run(MlpActivation.Tanh), 6);
        Assert.Equal(1 / (1 + MathF.Exp(0.7f)), Run(MlpActivation.Sigmoid), 6);
        Assert.Equal(0, Run(MlpActivation.Relu));
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new MlpNetwork([]));
        Assert.Throws<ArgumentException>(() => new MlpNetwork([new MlpLayer(2, 1, [1], [0], MlpActivation.None)]));
        Assert.Throws<ArgumentException>(() => new MlpNetwork(
            [new MlpLayer(1, 2, [1, 1], [0, 0], MlpActivation.None), new MlpLayer(1, 1, [1], [0], MlpActivation.None)]));
        Assert.Throws<ArgumentException>(() => new MlpScorer(Network, [0], Prior, ProfileWeighting.Binary, false));
    }
}
