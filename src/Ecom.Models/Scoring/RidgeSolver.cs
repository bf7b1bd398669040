using System.Numerics.Tensors;

namespace Ecom.Models.Scoring;

/// <summary>
/// The implicit-feedback least-squares step for one user (Hu, Koren and Volinsky 2008; regularisation as in Rendle et al. 2022):
/// (α₀·VᵀV + Σ w·v vᵀ + λ·(n + α₀·N)^ν·I)·u = Σ w·v over the user's n items out of N. Solved by Cholesky; one instance per thread.
/// </summary>
public sealed class RidgeSolver
{
    private readonly int _d;
    private readonly float[] _base;
    private readonly float _lambda;
    private readonly float _nu;
    private readonly float _unobserved;
    private readonly float[] _system;

    /// <param name="gram">VᵀV, [d × d].</param>
    /// <param name="dimensions">d.</param>
    /// <param name="alpha">α₀, the weight of an unobserved pair.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="nu">ν: 0 regularises all users alike, 1 in proportion to their pairs.</param>
    /// <param name="rows">N: rows of V.</param>
    public RidgeSolver(ReadOnlySpan<float> gram, int dimensions, float alpha, float lambda, float nu, int rows)
    {
        _d = dimensions;
        _lambda = lambda;
        _nu = nu;
        _unobserved = alpha * rows;
        _base = new float[dimensions * dimensions];
        TensorPrimitives.Multiply(gram, alpha, _base);
        _system = new float[dimensions * dimensions];
    }

    /// <summary>VᵀV of row-major factors.</summary>
    public static float[] Gram(ReadOnlySpan<float> factors, int dimensions)
    {
        var gram = new float[dimensions * dimensions];
        for (var r = 0; r < factors.Length; r += dimensions)
        {
            var row = factors.Slice(r, dimensions);
            for (var a = 0; a < dimensions; a++)
                if (row[a] != 0) TensorPrimitives.MultiplyAdd(row, row[a], gram.AsSpan(a * dimensions, dimensions), gram.AsSpan(a * dimensions, dimensions));
        }
        return gram;
    }

    /// <param name="factors">V, [N × d].</param>
    /// <param name="items">The user's items.</param>
    /// <param name="weights">Their weights; the target of each is 1.</param>
    /// <param name="solution">Receives u, [d].</param>
    public void Solve(ReadOnlySpan<float> factors, ReadOnlySpan<int> items, ReadOnlySpan<float> weights, Span<float> solution)
    {
        var d = _d;
        _base.CopyTo(_system.AsSpan());
        solution.Clear();
        var regularisation = _lambda * MathF.Pow(items.Length + _unobserved, _nu);
        for (var p = 0; p < items.Length; p++)
        {
            var v = factors.Slice(items[p] * d, d);
            TensorPrimitives.MultiplyAdd(v, weights[p], solution, solution);
            // The lower triangle is all that the factorisation reads.
            for (var a = 0; a < d; a++)
            {
                var row = _system.AsSpan(a * d, a + 1);
                TensorPrimitives.MultiplyAdd(v[..(a + 1)], weights[p] * v[a], row, row);
            }
        }
        for (var a = 0; a < d; a++) _system[(a * d) + a] += regularisation;
        Cholesky(solution);
    }

    private void Cholesky(Span<float> x)
    {
        var d = _d;
        for (var i = 0; i < d; i++)
        {
            var rowI = _system.AsSpan(i * d, d);
            for (var j = 0; j <= i; j++)
            {
                var rowJ = _system.AsSpan(j * d, d);
                var sum = rowI[j] - (j == 0 ? 0 : TensorPrimitives.Dot(rowI[..j], rowJ[..j]));
                rowI[j] = i == j ? MathF.Sqrt(MathF.Max(sum, 1e-12f)) : sum / rowJ[j];
            }
        }
        for (var i = 0; i < d; i++)
        {
            var row = _system.AsSpan(i * d, d);
            x[i] = (x[i] - (i == 0 ? 0 : TensorPrimitives.Dot<float>(row[..i], x[..i]))) / row[i];
        }
        for (var i = d - 1; i >= 0; i--)
        {
            x[i] /= _system[(i * d) + i];
            // Column i of Lᵀ below the diagonal is row i of L.
            TensorPrimitives.MultiplyAdd(_system.AsSpan(i * d, i), -x[i], x[..i], x[..i]);
        }
    }
}
