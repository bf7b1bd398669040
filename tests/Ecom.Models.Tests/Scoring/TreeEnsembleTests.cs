using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Scoring;

public class TreeEnsembleTests
{
    // f0 ≤ 1 ? 10 : (f1 ≤ 5 ? 20 : 30), then a tree that is a single leaf of 100.
    private static readonly TreeEnsemble Trees = new([0, 2, 2], [0, 3, 4], [0, 1], [1, 5], [~0, ~1], [1, ~2], [10, 20, 30, 100]);

    [Theory]
    [InlineData(1f, 9f, 110f)]
    [InlineData(2f, 5f, 120f)]
    [InlineData(2f, 6f, 130f)]
    public void Walks_to_a_leaf_and_adds_up_the_trees(float f0, float f1, float expected) => Assert.Equal(expected, Trees.Score([f0, f1]));

    [Fact]
    public void Unsound_trees_are_recognised()
    {
        Assert.True(Trees.IsSound(2));
        Assert.False(Trees.IsSound(1));
        Assert.False((Trees with { Right = [0, ~2] }).IsSound(2));
        Assert.False((Trees with { Right = [2, ~2] }).IsSound(2));
        Assert.False((Trees with { Left = [~3, ~1] }).IsSound(2));
        Assert.False((Trees with { LeafStarts = [0, 3, 5] }).IsSound(2));
    }
}
