using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Tests.Networks;

public class HeldOutRowsTests
{
    private sealed class Rows(params float[][] rows) : IRowSource
    {
        public int Count => rows.Length;
        public int Width => rows[0].Length;

        public void Fill(ReadOnlySpan<int> which, Span<float> dense)
        {
            for (var r = 0; r < which.Length; r++) rows[which[r]].CopyTo(dense[(r * Width)..]);
        }
    }

    public HeldOutRowsTests() => TorchRuntime.EnsureLoaded();

    // Row 1 shows item 0 and hides items 1 and 3; row 2 hides nothing and does not count.
    private static readonly HeldOutRows Case = new(new Rows([1, 0, 0, 0], [0, 1, 0, 0]), new Rows([0, 1, 0, 1], [0, 0, 0, 0]));

    private static torch.Tensor Scores(torch.Tensor shown) => torch.tensor(new float[,] { { 9, 3, 2, 1 }, { 1, 1, 1, 1 } });

    [Fact]
    public void Ranking_loss_is_one_minus_ndcg_among_what_was_not_shown()
    {
        // Ranks without item 0: item 1 first, item 3 third.
        var expected = 1 - (1 + 1 / Math.Log2(4)) / (1 + 1 / Math.Log2(3));
        Assert.Equal(expected, Case.RankingLoss(Scores), 5);
    }

    [Fact]
    public void Multinomial_loss_leaves_the_shown_items_out_of_the_softmax()
    {
        var total = Math.Log(Math.Exp(3) + Math.Exp(2) + Math.Exp(1));
        Assert.Equal((total - 3 + total - 1) / 2, Case.MultinomialLoss(Scores), 4);
    }
}
