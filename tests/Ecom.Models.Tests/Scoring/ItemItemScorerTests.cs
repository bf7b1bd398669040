using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Scoring;

public class ItemItemScorerTests
{
    // 0 → 1 (.5), 0 → 2 (.2), 1 → 2 (.4); item 3 is reached by nothing.
    private static readonly SparseRows Rows = SparseRows.Transpose(4, [[], [0], [1, 0], []], [[], [.5f], [.4f, .2f], []]);
    private static readonly float[] Prior = [1, 1, 1, 4];

    private static UserHistory History(params int[] items) =>
        new(items, Enumerable.Repeat(1f, items.Length).ToArray(), ReadOnlyMemory<long>.Empty);

    [Fact]
    public void Scores_add_up_over_the_history_with_decay()
    {
        var scorer = new ItemItemScorer(Rows, Prior, new ProfileWeighting(.5f, 0));
        var scores = new float[4];
        scorer.Score(History(0, 1), scores);

        Assert.Equal(.25f, scores[1], 6);
        Assert.Equal((.5f * .2f) + .4f, scores[2], 6);
    }

    [Fact]
    public void Unreached_items_follow_by_popularity()
    {
        var scorer = new ItemItemScorer(Rows, Prior, ProfileWeighting.Binary);
        var scores = new float[4];
        scorer.Score(History(0), scores);
        Assert.Equal([1, 2, 3, 0], TopK.Select(scores, 4).Select(s => s.Item));

        scorer.Score(History(), scores);
        Assert.Equal([3, 0, 1, 2], TopK.Select(scores, 4).Select(s => s.Item));
    }

    [Fact]
    public void Explain_names_the_items_with_their_shares()
    {
        var scorer = new ItemItemScorer(Rows, Prior, ProfileWeighting.Binary);
        var because = scorer.Explain(History(0, 1, 3), 2, 5);

        Assert.Equal([1, 0], because.Select(b => b.Item));
        Assert.Equal(1f, because.Sum(b => b.Share), 5);
        Assert.Equal(2f / 3, because[0].Share, 5);
    }

    [Fact]
    public void A_whole_list_is_explained_as_item_by_item()
    {
        var random = new Random(3);
        var columns = Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, 300).Where(_ => random.Next(5) == 0).ToArray()).ToArray();
        var rows = SparseRows.Transpose(300, columns, [.. columns.Select(c => c.Select(_ => random.NextSingle() - .2f).ToArray())]);
        var scorer = new ItemItemScorer(rows, new float[300], new ProfileWeighting(.9f, 0));
        var history = History([.. Enumerable.Range(0, 300).Where(_ => random.Next(8) == 0)]);
        int[] items = [7, 250, 12, 99];

        var because = scorer.Explain(history, items, 3);
        Assert.All(because, b => Assert.Equal(3, b.Count));
        for (var k = 0; k < items.Length; k++) Assert.Equal(scorer.Explain(history, items[k], 3), because[k]);
    }

    [Fact]
    public void Similar_lists_the_row_best_first() =>
        Assert.Equal([(1, .5f), (2, .2f)], new ItemItemScorer(Rows, Prior, ProfileWeighting.Binary).Similar(0, 5));

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(.5f, 2f)]
    [InlineData(1f, 4f)]
    public void Power_tempers_weights_and_keeps_their_sign(float power, float expected)
    {
        var profile = new ProfileWeighting(1, power);
        Assert.Equal(expected, profile.Of(4, 0, 1));
        Assert.Equal(-expected, profile.Of(-4, 0, 1));
    }
}
