using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Crop;

/// <summary>
/// History-crop denoising: the model is fitted to predict whole histories from random crops of them, in closed form, as if every crop had been added
/// as a row. Parameters: <c>size</c>, <c>exponent</c>, <c>lambdaScale</c> of <see cref="HistoryCrop"/>. Only EASE has the closed form; other models are left as they are.
/// </summary>
public sealed class CropAugmenter : IAugmenter
{
    public string Name => "crop";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("size", 4).With("exponent", 0.5).With("lambdaScale", 0.05);
        foreach (var scale in (double[])[0.05, 0.01, 0.2])
            foreach (var size in (double[])[4, 2, 6, 12])
                yield return first.With("size", size).With("lambdaScale", scale);
        yield return first.With("exponent", 0.25);
        yield return first.With("exponent", 1);
    }

    /// <summary>What comes on top of the model's own fit: a second Gram matrix.</summary>
    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(8.0 * shape.Items * shape.Items, 2.0 * Math.Pow(shape.Items, 3));

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => new Generator();

    public string FitKey(Parameters parameters) => "";

    private sealed class Generator : IGenerator
    {
        public IReadOnlyDictionary<string, double> Figures { get; } = new Dictionary<string, double>();

        public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context) => data with
        {
            Crop = new HistoryCrop(parameters.Number("size", 4), parameters.Number("exponent", 0.5), parameters.Number("lambdaScale", 0.05)),
        };

        public void Dispose() { }
    }
}
