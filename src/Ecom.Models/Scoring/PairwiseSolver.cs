using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>
/// The user's vector under Bayesian personalised ranking (Rendle et al. 2009) with the items as they are: Adagrad steps up the mean over a fixed sample of other
/// items j of Σ_i ln σ(u·v_i + b_i − u·v_j − b_j) − λ/2·n·|u|². A trained user's vector is that of training up to sampling; a stranger's is found alike.
/// Deterministic. One instance per thread.
/// </summary>
/// <param name="factors">V, [items × d].</param>
/// <param name="bias">b, [items].</param>
/// <param name="dimensions">d.</param>
/// <param name="lambda">λ, per history item.</param>
public sealed class PairwiseSolver(float[] factors, float[] bias, int dimensions, float lambda)
{
    private const int Others = 128;
    private const int Steps = 40;
    private const float Rate = .5f;

    private readonly List<int> _others = [];
    private readonly float[] _gradient = new float[dimensions];
    private float[] _own = [];
    private float[] _ownPull = [];
    private readonly float[] _other = new float[Others];
    private readonly float[] _otherPull = new float[Others];

    /// <param name="items">The history.</param>
    /// <param name="weights">Their weights; those not above zero are left out.</param>
    /// <param name="solution">Receives u, [d].</param>
    public void Solve(ReadOnlySpan<int> items, ReadOnlySpan<float> weights, Span<float> solution)
    {
        solution.Clear();
        Sample(items);
        if (items.Length == 0 || _others.Count == 0) return;
        if (_own.Length < items.Length) (_own, _ownPull) = (new float[items.Length], new float[items.Length]);
        var squares = 0f;
        for (var step = 0; step < Steps; step++)
        {
            for (var p = 0; p < items.Length; p++) _own[p] = Score(items[p], solution);
            for (var q = 0; q < _others.Count; q++) _other[q] = Score(_others[q], solution);
            Pull(weights, items.Length);
            TensorPrimitives.Multiply<float>(solution, -lambda * items.Length, _gradient);
            for (var p = 0; p < items.Length; p++) TensorPrimitives.MultiplyAdd(Row(items[p]), _ownPull[p] / _others.Count, _gradient, _gradient);
            for (var q = 0; q < _others.Count; q++) TensorPrimitives.MultiplyAdd(Row(_others[q]), -_otherPull[q] / _others.Count, _gradient, _gradient);
            squares += TensorPrimitives.Dot<float>(_gradient, _gradient) / dimensions;
            TensorPrimitives.MultiplyAdd(_gradient, Rate / MathF.Sqrt(squares + 1e-6f), solution, solution);
        }
    }

    /// <summary>How strongly each pair out of order pulls on its two items.</summary>
    private void Pull(ReadOnlySpan<float> weights, int count)
    {
        _otherPull.AsSpan().Clear();
        for (var p = 0; p < count; p++)
        {
            _ownPull[p] = 0;
            if (weights[p] <= 0) continue;
            for (var q = 0; q < _others.Count; q++)
            {
                var slope = weights[p] / (1 + MathF.Exp(_own[p] - _other[q]));
                _ownPull[p] += slope;
                _otherPull[q] += slope;
            }
        }
    }

    /// <summary>The same draws for everybody, without the history.</summary>
    private void Sample(ReadOnlySpan<int> items)
    {
        _others.Clear();
        var random = new Random(1);
        for (var draw = 0; draw < 4 * Others && _others.Count < Others; draw++)
        {
            var item = random.Next(bias.Length);
            if (!items.Contains(item)) _others.Add(item);
        }
    }

    private float Score(int item, ReadOnlySpan<float> user) => TensorPrimitives.Dot(user, Row(item)) + bias[item];

    private ReadOnlySpan<float> Row(int item) => factors.AsSpan(item * dimensions, dimensions);
}
