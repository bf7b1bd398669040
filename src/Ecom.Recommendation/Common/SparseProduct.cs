using System.Numerics.Tensors;
using Ecom.Domain;

namespace Ecom.Recommendation.Common;

/// <summary>Products of a sparse matrix with a dense block, row-major, in parallel.</summary>
internal static class SparseProduct
{
    /// <summary>X·B: [users × width].</summary>
    public static float[] Times(Interactions x, float[] block, int width, int threads)
    {
        var product = new float[x.UserCount * width];
        Parallel.For(0, x.UserCount, new ParallelOptions { MaxDegreeOfParallelism = threads }, u =>
        {
            var target = product.AsSpan(u * width, width);
            var items = x.Items(u);
            var weights = x.Weights(u);
            for (var p = 0; p < items.Length; p++) TensorPrimitives.MultiplyAdd(block.AsSpan(items[p] * width, width), weights[p], target, target);
        });
        return product;
    }

    /// <summary>Xᵀ·B: [items × width].</summary>
    public static float[] TransposedTimes(ItemColumns x, float[] block, int width, int threads)
    {
        var product = new float[x.ItemCount * width];
        Parallel.For(0, x.ItemCount, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var target = product.AsSpan(i * width, width);
            var users = x.Users(i);
            var weights = x.Weights(i);
            for (var p = 0; p < users.Length; p++) TensorPrimitives.MultiplyAdd(block.AsSpan(users[p] * width, width), weights[p], target, target);
        });
        return product;
    }
}
