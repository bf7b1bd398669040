using System.Runtime.InteropServices;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;
using TorchSharp;

namespace Ecom.Recommendation.PureSvd;

/// <summary>
/// PureSVD (Cremonesi et al. 2010): scores x·V·Vᵀ with the leading right singular vectors of the interaction matrix, found by randomised
/// subspace iteration (Halko et al. 2011), so that only sparse products and small dense factorisations are needed.
/// </summary>
public sealed class PureSvdFamily : IRecommenderFamily
{
    private const int Oversampling = 16;
    private const int Iterations = 8;

    public string Name => "puresvd";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var most = Math.Max(1, Math.Min(shape.Items, shape.Users) / 2);
        var start = Parameters.None.With("power", 0).With("decay", 1);
        var sizes = new double[] { 10, 20, 30, 40, 50, 60, 80, 100, 130, 160, 200, 256, 320 }.Select(f => Math.Min(f, most)).Distinct().ToArray();
        var space = new ParameterSpace();
        foreach (var factors in new double[] { 50, 30, 100, 20 }) space.Known(start.With("factors", Math.Min(factors, most)));
        return space.Choice("factors", sizes).Choice("decay", 1, 1, .95, .9, .8).Choice("power", 0, 0, .5, 1).Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var width = parameters.Number("factors", 50) + Oversampling;
        return new((16.0 * width * (shape.Users + shape.Items)) + (40.0 * shape.Pairs) + 3e8, 2 * Iterations * width * (shape.Pairs + (width * shape.Items)));
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var power = (float)parameters.Number("power", 0);
        var rows = FitRows.Of(data, power);
        var n = rows.ItemCount;
        var factors = Math.Min((int)parameters.Number("factors", 50), Math.Min(n, rows.UserCount));
        var basis = RightSingularVectors(rows, factors, context);
        return new FactorModel(
            Name, parameters, basis, new float[n], FitRows.Prior(rows),
            new FactorSettings(FoldIn.Sum, new ProfileWeighting((float)parameters.Number("decay", 1), power)));
    }

    /// <returns>[items × factors], orthonormal columns, strongest first.</returns>
    private static float[] RightSingularVectors(Interactions rows, int factors, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(context.Threads);
        var n = rows.ItemCount;
        var width = Math.Min(factors + Oversampling, Math.Min(n, rows.UserCount));
        var columns = new ItemColumns(rows);
        var random = new Random(context.Seed);
        var basis = new float[n * width];
        for (var i = 0; i < basis.Length; i++) basis[i] = (float)MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
        for (var step = 0; step < Iterations; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress?.Invoke("subspace iteration", (double)step / Iterations, null);
            var image = SparseProduct.TransposedTimes(columns, SparseProduct.Times(rows, basis, width, context.Threads), width, context.Threads);
            basis = Orthonormal(image, n, width);
        }
        return Leading(SparseProduct.Times(rows, basis, width, context.Threads), rows.UserCount, basis, n, width, factors);
    }

    private static float[] Orthonormal(float[] block, int rows, int width)
    {
        using var scope = torch.NewDisposeScope();
        var (q, _) = torch.linalg.qr(torch.frombuffer(block, torch.ScalarType.Float32).reshape(rows, width));
        return Values(q);
    }

    /// <summary>Rotates the basis so that its first columns carry most: the SVD of the small image.</summary>
    private static float[] Leading(float[] image, int users, float[] basis, int items, int width, int factors)
    {
        using var scope = torch.NewDisposeScope();
        var (_, _, right) = torch.linalg.svd(torch.frombuffer(image, torch.ScalarType.Float32).reshape(users, width), fullMatrices: false);
        var rotated = torch.frombuffer(basis, torch.ScalarType.Float32).reshape(items, width).matmul(right.slice(0, 0, factors, 1).t());
        return Values(rotated);
    }

    private static float[] Values(torch.Tensor tensor)
    {
        using var contiguous = tensor.contiguous();
        return MemoryMarshal.Cast<byte, float>(contiguous.bytes).ToArray();
    }
}
