using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>Runs a sequence transformer over the newest items of a history and scores items by the last position's state.</summary>
public sealed class TransformerScorer : IBlockScorer, ISimilarItems
{
    private const float Epsilon = 1e-5f;
    private readonly TransformerWeights _weights;
    private readonly PackedFactors _packed;
    private readonly float[] _prior;

    public TransformerScorer(TransformerWeights weights, float[] prior)
    {
        if (weights.ItemCount != prior.Length) throw new ArgumentException("One prior per item is needed.", nameof(prior));
        (_weights, _prior) = (weights, prior);
        _packed = new PackedFactors(weights.Items, weights.ItemCount, weights.Width);
    }

    public int ItemCount => _prior.Length;

    public void Score(in UserHistory history, Span<float> scores) => ScoreBlock([history], scores);

    public void ScoreBlock(ReadOnlySpan<UserHistory> histories, Span<float> scores)
    {
        var d = _weights.Width;
        var states = new float[histories.Length * d];
        for (var u = 0; u < histories.Length; u++)
            if (histories[u].Items.Length > 0) Encode(histories[u].Items.Span, states.AsSpan(u * d, d));
        _packed.Multiply(states, histories.Length, scores);
        for (var u = 0; u < histories.Length; u++)
            if (histories[u].Items.Length == 0) _prior.CopyTo(scores.Slice(u * ItemCount, ItemCount));
    }

    /// <summary>A sequence model does not add up items, so nothing is claimed.</summary>
    public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];

    public IReadOnlyList<(int Item, float Score)> Similar(int item, int most)
    {
        var d = _weights.Width;
        var scores = new float[ItemCount];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = TensorPrimitives.CosineSimilarity(_weights.Items.AsSpan(item * d, d), _weights.Items.AsSpan(i * d, d));
        return TopK.Select(scores, most, [item]);
    }

    /// <summary>The state at the last position, [d].</summary>
    public void Encode(ReadOnlySpan<int> items, Span<float> state)
    {
        var d = _weights.Width;
        if (items.Length > _weights.Length) items = items[^_weights.Length..];
        var n = items.Length;
        var x = new float[n * d];
        for (var p = 0; p < n; p++)
        {
            var row = x.AsSpan(p * d, d);
            TensorPrimitives.Multiply(_weights.Items.AsSpan(items[p] * d, d), MathF.Sqrt(d), row);
            TensorPrimitives.Add(row, _weights.Positions.AsSpan((_weights.Length - n + p) * d, d), row);
        }
        var scratch = new Scratch(n, d);
        foreach (var block in _weights.Blocks) Run(block, x, n, scratch);
        Normalise(x.AsSpan((n - 1) * d, d), _weights.Norm, state);
    }

    private void Run(TransformerBlock block, float[] x, int n, Scratch s)
    {
        var d = _weights.Width;
        for (var p = 0; p < n; p++)
        {
            Normalise(x.AsSpan(p * d, d), block.AttentionNorm, s.Normed);
            for (var m = 0; m < 3; m++)
                Linear(block.Attention.AsSpan(m * d * d, d * d), block.AttentionBias.AsSpan(m * d, d), s.Normed, s.Projected[m].AsSpan(p * d, d));
        }
        var head = d / _weights.Heads;
        for (var p = 0; p < n; p++)
        {
            s.Mixed.AsSpan().Clear();
            for (var h = 0; h < _weights.Heads; h++)
            {
                var attention = s.Attention.AsSpan(0, p + 1);
                for (var q = 0; q <= p; q++)
                    attention[q] = TensorPrimitives.Dot<float>(s.Projected[0].AsSpan((p * d) + (h * head), head), s.Projected[1].AsSpan((q * d) + (h * head), head)) / MathF.Sqrt(head);
                TensorPrimitives.SoftMax(attention, attention);
                var target = s.Mixed.AsSpan(h * head, head);
                for (var q = 0; q <= p; q++) TensorPrimitives.MultiplyAdd(s.Projected[2].AsSpan((q * d) + (h * head), head), attention[q], target, target);
            }
            Linear(block.Attention.AsSpan(3 * d * d, d * d), block.AttentionBias.AsSpan(3 * d, d), s.Mixed, s.Hidden);
            TensorPrimitives.Add(x.AsSpan(p * d, d), s.Hidden, x.AsSpan(p * d, d));
        }
        for (var p = 0; p < n; p++)
        {
            Normalise(x.AsSpan(p * d, d), block.ForwardNorm, s.Normed);
            Linear(block.Forward.AsSpan(0, d * d), block.ForwardBias.AsSpan(0, d), s.Normed, s.Hidden);
            TensorPrimitives.Max(s.Hidden, 0f, s.Hidden);
            Linear(block.Forward.AsSpan(d * d, d * d), block.ForwardBias.AsSpan(d, d), s.Hidden, s.Normed);
            TensorPrimitives.Add(x.AsSpan(p * d, d), s.Normed, x.AsSpan(p * d, d));
        }
    }

    private static void Normalise(ReadOnlySpan<float> x, float[] norm, Span<float> target)
    {
        var d = x.Length;
        var mean = TensorPrimitives.Sum(x) / d;
        TensorPrimitives.Subtract(x, mean, target);
        TensorPrimitives.Divide(target, MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(target) / d) + Epsilon), target);
        TensorPrimitives.MultiplyAdd(target, norm.AsSpan(0, d), norm.AsSpan(d, d), target);
    }

    private static void Linear(ReadOnlySpan<float> matrix, ReadOnlySpan<float> bias, ReadOnlySpan<float> x, Span<float> target)
    {
        for (var o = 0; o < target.Length; o++) target[o] = bias[o] + TensorPrimitives.Dot(matrix.Slice(o * x.Length, x.Length), x);
    }

    private sealed class Scratch(int n, int d)
    {
        public float[][] Projected { get; } = [new float[n * d], new float[n * d], new float[n * d]];
        public float[] Normed { get; } = new float[d];
        public float[] Hidden { get; } = new float[d];
        public float[] Mixed { get; } = new float[d];
        public float[] Attention { get; } = new float[n];
    }
}
