using Ecom.Neural.Networks;
using Ecom.Neural.Training;

namespace Ecom.Recommendation.Networks;

/// <summary>A network trained on histories, as plain numbers.</summary>
/// <param name="Vocabulary">Items of inputs and outputs.</param>
/// <param name="Layers">From a history to item scores.</param>
/// <param name="UnitLength">Whether the history is divided by its Euclidean length first.</param>
/// <param name="Report">Losses by epoch.</param>
public sealed record FittedNetwork(ItemVocabulary Vocabulary, IReadOnlyList<DenseLayer> Layers, bool UnitLength, TrainingReport Report);
