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
        var regularisation = _lambda * MathF.Pow(items.Length + _unobserved, _nu);
        for (var a = 0; a < _d; a++) _system[(a * _stride) + a] += regularisation;
        UpperCholesky.Factorise(_system, _d, _stride);
        UpperCholesky.Solve(_system, _d, _stride, solution);
    }
}
