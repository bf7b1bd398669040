using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Networks;

/// <summary>Rows to judge a network by: a part of each is shown, the rest has to be predicted.</summary>
/// <param name="Shown">What the network sees.</param>
/// <param name="Hidden">What it has to predict; same rows, same width.</param>
public sealed record HeldOutRows(IRowSource Shown, IRowSource Hidden)
{
    private const int BatchSize = 500;

    /// <summary>The average negative log-likelihood of a hidden entry under softmax(logits) with the shown entries left out of the softmax.</summary>
    /// <param name="logits">[batch × width] → [batch × width].</param>
    public double MultinomialLoss(Func<torch.Tensor, torch.Tensor> logits)
    {
        var (loss, entries) = (0.0, 0.0);
        for (var start = 0; start < Shown.Count; start += BatchSize)
        {
            using var scope = torch.NewDisposeScope();
            var rows = Enumerable.Range(start, Math.Min(BatchSize, Shown.Count - start)).ToArray();
            var shown = DenseBatch.Of(Shown, rows);
            var hidden = DenseBatch.Of(Hidden, rows);
            // A ranking never offers what was shown, so probability spent there must not count against the network.
            var open = logits(shown).masked_fill(shown > Scalars.Of(0), Scalars.Of(-1e9));
            // Σ h log softmax(o) = Σ h o − (Σ h) log Σ e^o, without the logarithms of all that is not hidden.
            var count = hidden.sum(1);
            loss -= ((hidden * open).sum(1) - count * open.logsumexp(1)).sum().item<float>();
            entries += count.sum().item<float>();
        }
        return entries > 0 ? loss / entries : 0;
    }

    /// <summary>One minus NDCG@20 of the hidden entries among all that were not shown, averaged over rows with a hidden entry.</summary>
    /// <param name="scores">[batch × width] → [batch × width].</param>
    public double RankingLoss(Func<torch.Tensor, torch.Tensor> scores) => RankingLoss((_, shown) => scores(shown));

    /// <summary>The same of scores that depend on which rows they are for.</summary>
    /// <param name="scores">Numbers of the rows, and the rows [batch × width] → [batch × width].</param>
    public double RankingLoss(Func<int[], torch.Tensor, torch.Tensor> scores)
    {
        var (sum, rows) = (0.0, 0.0);
        var cut = Math.Min(20, Shown.Width);
        for (var start = 0; start < Shown.Count; start += BatchSize)
        {
            using var scope = torch.NewDisposeScope();
            var batch = Enumerable.Range(start, Math.Min(BatchSize, Shown.Count - start)).ToArray();
            var hidden = DenseBatch.Of(Hidden, batch) > Scalars.Of(0);
            var shown = DenseBatch.Of(Shown, batch);
            var (_, best) = scores(batch, shown).masked_fill(shown > Scalars.Of(0), Scalars.Of(double.NegativeInfinity)).topk(cut, 1);
            var discount = Scalars.Of(1) / (torch.arange(Scalars.Of(cut), dtype: torch.float32) + Scalars.Of(2)).log2();
            var gain = (hidden.gather(1, best).to(torch.float32) * discount).sum(1);
            var relevant = hidden.sum(1);
            var ideal = discount.cumsum(0).index_select(0, (relevant.clamp(Scalars.Of(1), Scalars.Of(cut)) - Scalars.Of(1)).to(torch.int64));
            var counted = relevant > Scalars.Of(0);
            sum += (gain / ideal * counted).sum().item<float>();
            rows += counted.sum().item<long>();
        }
        return rows > 0 ? 1 - sum / rows : 1;
    }
}
