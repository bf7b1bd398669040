using System.Runtime.InteropServices;
using Ecom.Domain;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Recommendation.Ease;

/// <summary>Dense XᵀX and its regularised inverse, [items × items] row-major.</summary>
internal static class GramMatrix
{
    public static float[] Of(Interactions rows, FitContext context)
    {
        var n = rows.ItemCount;
        var gram = new float[checked(n * n)];
        ItemPairs.ForEachTarget<object?>(rows, new ItemColumns(rows), context, () => null, (target, touched, dots, _) =>
        {
            var row = gram.AsSpan(target * n, n);
            foreach (var item in touched) row[item] = dots[item];
        });
        return gram;
    }

    /// <summary>Replaces G by (G + λI)⁻¹, through the Cholesky factor.</summary>
    public static void Invert(float[] gram, int n, float lambda, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        if (n == 0) return;
        for (var i = 0; i < n; i++) gram[(i * n) + i] += lambda;
        context.Cancellation.ThrowIfCancellationRequested();
        torch.set_num_threads(context.Threads);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var matrix = torch.frombuffer(gram, torch.ScalarType.Float32).reshape(n, n);
        var factor = torch.linalg.cholesky(matrix);
        context.Cancellation.ThrowIfCancellationRequested();
        var inverse = torch.cholesky_inverse(factor);
        factor.Dispose();
        // Stored by columns, and symmetric: rows of the transpose lie in one piece.
        var transposed = inverse.t();
        for (var i = 0; i < n; i++)
        {
            using var row = transposed[i].contiguous();
            MemoryMarshal.Cast<byte, float>(row.bytes).CopyTo(gram.AsSpan(i * n, n));
        }
    }
}
