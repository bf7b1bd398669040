using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>
/// The implicit-feedback least-squares step for one user (Hu, Koren and Volinsky 2008; regularisation as in Rendle et al. 2022):
/// (α₀·VᵀV + Σ w·v vᵀ + λ·(n + α₀·N)^ν·I)·u = Σ w·v over the user's n items out of N. Solved by Cholesky; one instance per thread.
/// </summary>
public sealed class RidgeSolver
{
    /// <summary>Rows gathered at a time: two such blocks of 64 dimensions stay in the first-level cache.</summary>
    private const int Chunk = 32;

    private readonly int _d;
    private readonly int _stride;
    private readonly float[] _base;
    private readonly float _lambda;
    private readonly float _nu;
    private readonly float _unobserved;
    private readonly float[] _system;
    private readonly float[] _rows;
    private readonly float[] _scaled;

    /// <param name="gram">VᵀV, [d × d].</param>
    /// <param name="dimensions">d.</param>
    /// <param name="alpha">α₀, the weight of an unobserved pair.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="nu">ν: 0 regularises all users alike, 1 in proportion to their pairs.</param>
    /// <param name="rows">N: rows of V.</param>
    public RidgeSolver(ReadOnlySpan<float> gram, int dimensions, float alpha, float lambda, float nu, int rows)
    {
        _d = dimensions;
        _stride = OuterProducts.Stride(dimensions);
        _lambda = lambda;
        _nu = nu;
        _unobserved = alpha * rows;
        _base = new float[_stride * _stride];
        for (var a = 0; a < dimensions; a++)
            TensorPrimitives.Multiply(gram.Slice(a * dimensions, dimensions), alpha, _base.AsSpan(a * _stride, dimensions));
        _system = new float[_stride * _stride];
        _rows = new float[Chunk * _stride];
        _scaled = new float[Chunk * _stride];
    }

    /// <summary>VᵀV of row-major factors.</summary>
    public static float[] Gram(ReadOnlySpan<float> factors, int dimensions)
    {
        var stride = OuterProducts.Stride(dimensions);
        var sums = new float[stride * stride];
        var rows = new float[Chunk * stride];
        for (var first = 0; first < factors.Length; first += Chunk * dimensions)
        {
            var count = Math.Min(Chunk, (factors.Length - first) / dimensions);
            for (var r = 0; r < count; r++) factors.Slice(first + (r * dimensions), dimensions).CopyTo(rows.AsSpan(r * stride));
            OuterProducts.AddUpper(sums, stride, rows, rows, count);
        }
        var gram = new float[dimensions * dimensions];
        for (var a = 0; a < dimensions; a++)
            for (var b = a; b < dimensions; b++) gram[(a * dimensions) + b] = gram[(b * dimensions) + a] = sums[(a * stride) + b];
        return gram;
    }

    /// <param name="factors">V, [N × d].</param>
    /// <param name="items">The user's items.</param>
    /// <param name="weights">Their weights; the target of each is 1.</param>
    /// <param name="solution">Receives u, [d].</param>
    public void Solve(ReadOnlySpan<float> factors, ReadOnlySpan<int> items, ReadOnlySpan<float> weights, Span<float> solution)
    {
        _base.CopyTo(_system.AsSpan());
        solution.Clear();
        Solve(factors, items, weights, items.Length, solution);
    }

    /// <summary>
    /// The step again for a row whose old pairs are not read any more: n of them are stood in for by n·M on the left, and on the right by what made the earlier
    /// solution the optimum of that. Without old pairs it is the plain step.
    /// </summary>
    /// <param name="factors">As in the plain step.</param>
    /// <param name="items">The new pairs.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="mean">M: the mean of v·vᵀ over pairs, [d × d].</param>
    /// <param name="pairs">n, or the sum of the old pairs' weights.</param>
    /// <param name="earlier">The earlier solution, [d].</param>
    /// <param name="solution">Receives u, [d].</param>
    public void SolveAgain(
        ReadOnlySpan<float> factors, ReadOnlySpan<int> items, ReadOnlySpan<float> weights, ReadOnlySpan<float> mean, float pairs,
        ReadOnlySpan<float> earlier, Span<float> solution)
    {
        _base.CopyTo(_system.AsSpan());
        for (var a = 0; a < _d; a++)
        {
            var row = _system.AsSpan(a * _stride, _d);
            TensorPrimitives.MultiplyAdd(mean.Slice(a * _d, _d), pairs, row, row);
            solution[a] = pairs > 0 ? TensorPrimitives.Dot(row, earlier) + (Regularisation(pairs) * earlier[a]) : 0;
        }
        Solve(factors, items, weights, items.Length + pairs, solution);
    }

    /// <summary>Adds the pairs to the system and to its right-hand side, which <paramref name="solution"/> holds, and solves.</summary>
    private void Solve(ReadOnlySpan<float> factors, ReadOnlySpan<int> items, ReadOnlySpan<float> weights, float pairs, Span<float> solution)
    {
        for (var first = 0; first < items.Length; first += Chunk)
        {
            var count = Math.Min(Chunk, items.Length - first);
            for (var p = 0; p < count; p++)
            {
                var v = factors.Slice(items[first + p] * _d, _d);
                var scaled = _scaled.AsSpan(p * _stride, _d);
                v.CopyTo(_rows.AsSpan(p * _stride));
                TensorPrimitives.Multiply(v, weights[first + p], scaled);
                TensorPrimitives.Add(solution, scaled, solution);
            }
            OuterProducts.AddUpper(_system, _stride, _scaled, _rows, count);
        }
        var regularisation = Regularisation(pairs);
        for (var a = 0; a < _d; a++) _system[(a * _stride) + a] += regularisation;
        UpperCholesky.Factorise(_system, _d, _stride);
        UpperCholesky.Solve(_system, _d, _stride, solution);
    }

    private float Regularisation(float pairs) => _lambda * MathF.Pow(pairs + _unobserved, _nu);
}
