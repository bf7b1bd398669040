using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Ecom.Models.Scoring;

/// <summary>
/// A = UᵀU of a small symmetric matrix in its upper triangle, rows of a padded stride; right-looking, four pivots at a time, so that each of the rows below is
/// loaded and stored once for four.
/// </summary>
internal static class UpperCholesky
{
    private const int Panel = 4;
    private const float SmallestPivot = 1e-12f;

    /// <summary>Replaces the upper triangle by U; the rest of the rows is scratch.</summary>
    public static void Factorise(Span<float> matrix, int d, int stride)
    {
        if (matrix.Length < stride * stride) throw new ArgumentException("The matrix must hold stride × stride.", nameof(matrix));
        var width = Vector<float>.Count;
        ref var m = ref MemoryMarshal.GetReference(matrix);
        for (var k = 0; k < d; k += Panel)
        {
            var pivots = Math.Min(Panel, d - k);
            for (var r = k; r < k + pivots; r++)
            {
                var row = matrix.Slice(r * stride, stride);
                for (var q = k; q < r; q++)
                {
                    var above = matrix.Slice(q * stride, stride);
                    TensorPrimitives.MultiplyAdd(above[r..], -above[r], row[r..], row[r..]);
                }
                var pivot = MathF.Sqrt(MathF.Max(row[r], SmallestPivot));
                TensorPrimitives.Multiply(row[r..], 1 / pivot, row[r..]);
                row[r] = pivot;
            }
            for (var i = k + Panel; i < d; i++)
            {
                var first = (k * stride) + i;
                var f0 = new Vector<float>(-matrix[first]);
                var f1 = new Vector<float>(-matrix[first + stride]);
                var f2 = new Vector<float>(-matrix[first + (2 * stride)]);
                var f3 = new Vector<float>(-matrix[first + (3 * stride)]);
                for (var j = i / width * width; j < stride; j += width)
                {
                    var at = (nuint)((i * stride) + j);
                    var above = (nuint)((k * stride) + j);
                    var sum = Vector.FusedMultiplyAdd(f0, Vector.LoadUnsafe(ref m, above), Vector.LoadUnsafe(ref m, at));
                    sum = Vector.FusedMultiplyAdd(f1, Vector.LoadUnsafe(ref m, above + (nuint)stride), sum);
                    sum = Vector.FusedMultiplyAdd(f2, Vector.LoadUnsafe(ref m, above + (nuint)(2 * stride)), sum);
                    sum = Vector.FusedMultiplyAdd(f3, Vector.LoadUnsafe(ref m, above + (nuint)(3 * stride)), sum);
                    sum.StoreUnsafe(ref m, at);
                }
            }
        }
    }

    /// <summary>Replaces x by the solution of UᵀU·y = x.</summary>
    public static void Solve(ReadOnlySpan<float> factor, int d, int stride, Span<float> x)
    {
        for (var i = 0; i < d; i++)
        {
            var row = factor.Slice(i * stride, d);
            x[i] /= row[i];
            TensorPrimitives.MultiplyAdd(row[(i + 1)..], -x[i], x[(i + 1)..d], x[(i + 1)..d]);
        }
        for (var i = d - 1; i >= 0; i--)
        {
            var row = factor.Slice(i * stride, d);
            x[i] = (x[i] - TensorPrimitives.Dot<float>(row[(i + 1)..], x[(i + 1)..d])) / row[i];
        }
    }
}
