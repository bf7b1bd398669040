using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Contracts;

/// <summary>A fitted augmenter, ready to add rows.</summary>
public interface IGenerator : IDisposable
{
    /// <summary>The data with <see cref="TrainingData.Generated"/> filled; observed rows unchanged.</summary>
    TrainingData Generate(TrainingData data, Parameters parameters, FitContext context);

    /// <summary>The generator itself as a recommender, for the caller to dispose of; null where it is none.</summary>
    IFittedModel? Recommender(TrainingData data, Parameters parameters) => null;

    /// <summary>Figures of the fit by name (final losses, epochs), for the report.</summary>
    IReadOnlyDictionary<string, double> Figures { get; }

    /// <summary>Losses by name, epoch by epoch (<c>lossD</c>, <c>lossG</c>, <c>reconstruction</c>, <c>kl</c>, <c>validation</c>); empty where nothing is trained by epochs.</summary>
    IReadOnlyList<IReadOnlyDictionary<string, double>> Losses => [];
}
