using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.None;

/// <summary>Adds nothing: the twin that every augmented model has to beat.</summary>
public sealed class NoneAugmenter : IAugmenter
{
    public string Name => "none";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) => [Parameters.None];

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => default;

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => new Generator();

    public string FitKey(Parameters parameters) => "";

    private sealed class Generator : IGenerator
    {
        public IReadOnlyDictionary<string, double> Figures { get; } = new Dictionary<string, double>();

        public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context) => data with { Generated = null };

        public void Dispose() { }
    }
}
