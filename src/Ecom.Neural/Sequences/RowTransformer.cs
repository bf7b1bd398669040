using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Sequences;

/// <summary>
/// A row as a sentence: a causal transformer gives the distribution of each column given those before it, p(row) = Π p(x_c | x_1 … x_(c−1)) (in the manner of
/// REaLTabFormer, Solatorio and Dupriez 2023, with one token per column).
/// </summary>
public sealed class RowTransformer : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly CausalTransformer _transformer;
    private readonly int[] _offsets;
    private readonly IReadOnlyList<int> _sizes;

    /// <param name="sizes">Tokens of each column, in the order of generation.</param>
    /// <param name="width">Width of a token's vector.</param>
    /// <param name="blocks">Transformer blocks.</param>
    /// <param name="dropout">Share dropped while training.</param>
    /// <param name="seed">Draws the initial weights.</param>
    public RowTransformer(IReadOnlyList<int> sizes, int width, int blocks, double dropout, int seed) : base(TorchRuntime.Ready(nameof(RowTransformer)))
    {
        _sizes = sizes;
        _offsets = new RowTokens(sizes, []).Offsets();
        _transformer = new CausalTransformer(
            new CausalTransformerOptions { Vocabulary = 1 + sizes.Sum(), Length = sizes.Count, Width = width, Blocks = blocks, Dropout = dropout }, seed);
        RegisterComponents();
    }

    /// <summary>−log p(row) of each row, without dropout: int64 [batch × columns] → [batch].</summary>
    public override torch.Tensor forward(torch.Tensor input) => NegativeLogLikelihood(input, null);

    /// <summary>As <see cref="forward"/>, with dropout where a generator is given.</summary>
    public torch.Tensor NegativeLogLikelihood(torch.Tensor rows, torch.Generator? dropout)
    {
        var offsets = torch.tensor(_offsets.Select(o => (long)o).ToArray());
        var shifted = torch.cat([torch.zeros(rows.shape[0], 1, torch.int64), (rows + offsets).narrow(1, 0, _sizes.Count - 1)], 1);
        var hidden = _transformer.Hidden(shifted, dropout);
        torch.Tensor? total = null;
        for (var c = 0; c < _sizes.Count; c++)
        {
            var logits = _transformer.Logits(hidden.select(1, c), _offsets[c], _sizes[c]);
            var loss = torch.nn.functional.cross_entropy(logits, rows.select(1, c), reduction: torch.nn.Reduction.None);
            total = total is null ? loss : total + loss;
        }
        return total!;
    }

    /// <summary>Draws rows column by column: [count × columns], row after row.</summary>
    public int[] Sample(int count, torch.Generator generator)
    {
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var tokens = torch.zeros(count, 1, torch.int64);
        var rows = new int[count * _sizes.Count];
        for (var c = 0; c < _sizes.Count; c++)
        {
            using var step = torch.NewDisposeScope();
            var hidden = _transformer.Hidden(tokens, null).select(1, c);
            var drawn = _transformer.Logits(hidden, _offsets[c], _sizes[c]).softmax(-1).multinomial(1, true, generator);
            var values = drawn.data<long>().ToArray();
            for (var r = 0; r < count; r++) rows[r * _sizes.Count + c] = (int)values[r];
            tokens = torch.cat([tokens, drawn + Scalars.Of(_offsets[c])], 1).MoveToOuterDisposeScope();
        }
        return rows;
    }
}
