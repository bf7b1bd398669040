using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Ease;

/// <summary>
/// EASE^R (Steck 2019): B = I − P·diag(P)⁻¹ with P = (XᵀX + λI)⁻¹, the closed-form linear autoencoder with a zero diagonal. With <c>dropout</c> p it is denoising
/// (EDLAE; Steck 2020, «Autoencoders that don't overfit towards the identity»): every input item is dropped with chance p, and in expectation that adds p/(1 − p)
/// of the item's own count to the diagonal of XᵀX, so that frequent items are regularised more. Exported as the strongest sources of each target. Memory is quadratic in the items: 12,101 items need 1.8 GB, 100,000 items 120 GB.
/// </summary>
public sealed class EaseFamily : IRecommenderFamily
{
    /// <summary>Weights of an exported model in all; every source is kept where the catalogue is small.</summary>
    private const double KeptWeights = 4e6;

    public string Name => "ease";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("power", 0).With("decay", 1).With("dropout", 0);
        return new ParameterSpace()
            .Known(start.With("lambda", 500)).Known(start.With("lambda", 100)).Known(start.With("lambda", 2000)).Known(start.With("lambda", 200).With("decay", .8))
            .Known(start.With("lambda", 50).With("dropout", .33))
            .Log("lambda", 10, 10000).Choice("decay", 1, 1, 1, .95, .9, .8, .6).Choice("power", 0, 0, .5, 1)
            .Choice("dropout", 0, 0, .1, .2, .33, .5)
            .Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        double n = shape.Items;
        // The Gram matrix, its factor and the inverse at the same time.
        return new((3 * 4 * n * n) + (40.0 * shape.Pairs) + (16 * Math.Max(KeptWeights, 200 * n)), n * n * n);
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var power = (float)parameters.Number("power", 0);
        var rows = FitRows.Of(data, power);
        var gram = data.Crop is { } crop
            ? CroppedEase.Fit(rows, crop, (float)parameters.Number("lambda", 500), context)
            : Inverse(rows, (float)parameters.Number("lambda", 500), (float)parameters.Number("dropout", 0), context);
        context.Progress?.Invoke("weights", .9, null);
        var weights = Strongest(gram, rows.ItemCount, context);
        return new ItemItemModel(
            Name, parameters, weights, FitRows.Prior(rows), new ProfileWeighting((float)parameters.Number("decay", 1), power));
    }

    private static float[] Inverse(Interactions rows, float lambda, float dropout, FitContext context)
    {
        if (dropout is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "A chance in [0, 1) is needed.");
        var gram = GramMatrix.Of(rows, context);
        // E[ZᵀZ] of inputs dropped and rescaled by 1/(1 − p): the square of an entry grows, a product of two different ones does not.
        for (var i = 0; i < rows.ItemCount; i++) gram[checked((i * rows.ItemCount) + i)] *= 1 / (1 - dropout);
        context.Progress?.Invoke("inverse", .2, null);
        GramMatrix.Invert(gram, rows.ItemCount, lambda, context);
        return gram;
    }

    /// <summary>B[i, j] = −P[j, i]/P[j, j]: the sources of target j are row j of the symmetric P.</summary>
    private static SparseRows Strongest(float[] inverse, int items, FitContext context)
    {
        var keep = (int)Math.Clamp(KeptWeights / Math.Max(1, items), Math.Min(200, items), Math.Max(1, items));
        var sources = new int[items][];
        var values = new float[items][];
        Parallel.For(
            0, items, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => new Strongest(Math.Max(1, keep)),
            (target, _, kept) =>
            {
                var row = inverse.AsSpan(checked((int)((long)target * items)), items);
                var scale = -1 / row[target];
                kept.Clear();
                for (var source = 0; source < items; source++)
                    if (source != target) kept.Offer(source, row[source] * scale);
                (sources[target], values[target]) = kept.TakeUnsorted();
                return kept;
            },
            _ => { });
        return SparseRows.Transpose(items, sources, values);
    }
}
