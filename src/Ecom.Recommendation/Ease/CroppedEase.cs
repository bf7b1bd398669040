using System.Runtime.InteropServices;
using Ecom.Domain;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Recommendation.Ease;

/// <summary>
/// EASE in expectation over random crops of the input, in closed form (in the manner of marginalised denoising; Chen et al. 2012, Steck 2020). With q_u the chance
/// of an item to stay and ω_u = q_u^−η: A = Σ ω q² x xᵀ off the diagonal and Σ ω q x² on it, plus λI; C = Σ ω q x xᵀ off the diagonal; P = A⁻¹; then
/// B = PC − P·diag((PC)_jj / P_jj), whose diagonal is zero.
/// </summary>
internal static class CroppedEase
{
    /// <returns>[items × items], row j the weights of target j's sources, with −1 on the diagonal.</returns>
    public static float[] Fit(Interactions rows, HistoryCrop crop, float lambda, FitContext context)
    {
        var n = rows.ItemCount;
        var shown = GramMatrix.Of(Scaled(rows, u => Math.Sqrt(Weight(rows, u, crop)) * Stay(rows, u, crop)), context);
        var target = GramMatrix.Of(Scaled(rows, u => Math.Sqrt(Weight(rows, u, crop) * Stay(rows, u, crop))), context);
        for (var i = 0; i < n; i++)
        {
            shown[(i * n) + i] = target[(i * n) + i];
            target[(i * n) + i] = 0;
        }
        GramMatrix.Invert(shown, n, (float)(lambda * crop.LambdaScale), context);
        Multiply(target, shown, n);
        for (var j = 0; j < n; j++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var row = target.AsSpan(j * n, n);
            var inverse = shown.AsSpan(j * n, n);
            var share = row[j] / inverse[j];
            for (var i = 0; i < n; i++) row[i] -= share * inverse[i];
            row[j] = -1;
        }
        return target;
    }

    private static double Stay(Interactions rows, int user, HistoryCrop crop) => Math.Min(1, crop.Size / Math.Max(1, rows.RowLength(user)));

    private static double Weight(Interactions rows, int user, HistoryCrop crop) => Math.Pow(Stay(rows, user, crop), -crop.Exponent);

    private static Interactions Scaled(Interactions rows, Func<int, double> scale)
    {
        var users = rows.RowIndices();
        var weights = rows.AllWeights.ToArray();
        for (var k = 0; k < weights.Length; k++) weights[k] *= (float)scale(users[k]);
        return rows.WithWeights(weights);
    }

    /// <summary>C := C·P. Row j of it is column j of PC, because both are symmetric.</summary>
    private static void Multiply(float[] c, float[] p, int n)
    {
        TorchRuntime.EnsureLoaded();
        if (n == 0) return;
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var product = torch.frombuffer(c, torch.ScalarType.Float32).reshape(n, n).matmul(torch.frombuffer(p, torch.ScalarType.Float32).reshape(n, n));
        for (var i = 0; i < n; i++)
        {
            using var row = product[i].contiguous();
            MemoryMarshal.Cast<byte, float>(row.bytes).CopyTo(c.AsSpan(i * n, n));
        }
    }
}
