using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Slices;

/// <summary>A generator whose entries are restricted to the slice that the parameters name.</summary>
internal sealed class SlicedGenerator(IGenerator inner) : IGenerator
{
    public IReadOnlyDictionary<string, double> Figures => inner.Figures;

    public IReadOnlyList<IReadOnlyDictionary<string, double>> Losses => inner.Losses;

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context) =>
        GeneratedSlice.Restrict(inner.Generate(data, parameters, context), parameters.Text(GeneratedSlice.Parameter, GeneratedSlice.All));

    public void Dispose() => inner.Dispose();
}
