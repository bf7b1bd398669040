using Ecom.Domain;
using Ecom.Models;
using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Recommendation.Networks;

/// <summary>
/// What the families of networks from histories to item scores have in common: vocabulary, early stopping, training loop, export. Each is a generator
/// for an augmenter too.
/// </summary>
public abstract class NetworkFamily : IRecommenderFamily
{
    private const int SampledItems = 500;

    public abstract string Name { get; }

    /// <summary>Whether a history is divided by its Euclidean length before it goes in.</summary>
    protected abstract bool UnitLength { get; }

    /// <summary>Epochs at most where the parameters do not say.</summary>
    protected virtual int Epochs => 100;

    /// <summary>Beyond so many items, steps look at a sample of them: from there on it is faster.</summary>
    protected virtual int LargestWhole => 2500;

    /// <summary>Rows of a batch at most where steps look at a sample of items: all that a batch touched is worked out for each of its rows.</summary>
    protected virtual int LargestSampledBatch => 250;

    public abstract IEnumerable<Parameters> Proposals(TrainingShape shape, int seed);

    public abstract FitEstimate Estimate(TrainingShape shape, Parameters parameters);

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var fitted = Train(LearnedHistories.Of(data), parameters, minimumUsers: 1, context)
            ?? throw new InputException("There are no interactions to train on.");
        return Model(fitted, parameters, data);
    }

    /// <summary>The managed model of a trained network.</summary>
    public virtual IFittedModel Model(FittedNetwork fitted, Parameters parameters, TrainingData data) => new MlpModel(
        Name, parameters, fitted.Layers, fitted.Vocabulary, Array.ConvertAll(data.Observed.ItemCounts(), c => (float)c), fitted.UnitLength);

    /// <summary>Trains on histories.</summary>
    /// <param name="histories">Users × items.</param>
    /// <param name="parameters">As proposed.</param>
    /// <param name="minimumUsers">Items touched by fewer users stay unknown to the network.</param>
    /// <param name="context">Seed, threads, progress.</param>
    /// <returns>Null where there is nothing to learn: no item has enough users.</returns>
    public FittedNetwork? Train(Interactions histories, Parameters parameters, int minimumUsers, FitContext context)
    {
        var vocabulary = new ItemVocabulary(histories, minimumUsers);
        var split = HistorySplit.Of(histories, vocabulary, context.Seed);
        if (vocabulary.Items.Length == 0 || split.Training.Count == 0) return null;
        TorchRuntime.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        var (task, export) = Build(split, parameters, context.Seed);
        using (task as IDisposable)
        using (task.Module)
        {
            var epochs = (int)parameters.Number("epochs", Epochs);
            var report = TrainingLoop.Run(
                task,
                new TrainingOptions
                {
                    Epochs = epochs,
                    BatchSize = (int)parameters.Number("batch", Math.Clamp(split.Training.Count / 10, 16, Sampled(split.Training.Width, parameters) > 0 ? LargestSampledBatch : 500)),
                    Patience = (int)parameters.Number("patience", 15),
                    Seed = context.Seed,
                    Threads = context.Threads,
                },
                l => context.Progress?.Invoke(Name, (double)l.Epoch / epochs, l.Values), context.Cancellation);
            return new FittedNetwork(vocabulary, export(), UnitLength, report);
        }
    }

    /// <summary>
    /// Items that a step of training samples beside those its batch touched (<c>sampledItems</c>); 0: all items. Over all items of a large catalogue nearly all of a step's work is on what nobody in the batch touched.
    /// </summary>
    protected int Sampled(int width, Parameters parameters) => (int)parameters.Number("sampledItems", width > LargestWhole ? SampledItems : 0);

    /// <summary>Noised gradients that a step under differential privacy releases; 0 where the family does not learn under it.</summary>
    public virtual int PrivateReleases => 0;

    /// <summary>
    /// Trains under differential privacy, the unit being a user: a fixed number of epochs, nothing held out, nothing chosen by the rows. The items are those of the vocabulary, which has to be known
    /// without them.
    /// </summary>
    /// <param name="vocabulary">All items of the catalogue.</param>
    /// <param name="rows">A row a user.</param>
    /// <param name="parameters">As proposed.</param>
    /// <param name="gradients">Draws, clips and noises.</param>
    /// <param name="epochs">Passes; <paramref name="batch"/> is the expected size of a sample.</param>
    /// <param name="batch">See <paramref name="epochs"/>.</param>
    /// <param name="context">Initial weights derive from its seed; samples and noise from nothing that repeats.</param>
    public FittedNetwork TrainPrivately(
        ItemVocabulary vocabulary, HistoryRows rows, Parameters parameters, PrivateGradients gradients, int epochs, int batch, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        var (task, export) = BuildPrivately(rows, parameters, gradients, context.Seed);
        using (task as IDisposable)
        using (task.Module)
        {
            var report = TrainingLoop.Run(
                task, new TrainingOptions { Epochs = epochs, BatchSize = batch, Seed = context.Seed, Threads = context.Threads },
                l => context.Progress?.Invoke(Name, (double)l.Epoch / epochs, l.Values), context.Cancellation);
            return new FittedNetwork(vocabulary, export(), UnitLength, report);
        }
    }

    /// <summary>The same under differential privacy.</summary>
    protected virtual (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) BuildPrivately(HistoryRows rows, Parameters parameters, PrivateGradients gradients, int seed) =>
        throw new InputException($"'{Name}' does not learn under differential privacy.");

    /// <summary>The training task on the split's rows, and how to take the trained layers out of its network.</summary>
    protected abstract (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) Build(HistorySplit split, Parameters parameters, int seed);

    /// <summary>Memory and work of a network with so many weights.</summary>
    protected FitEstimate EstimateOf(double weights, TrainingShape shape, Parameters parameters) =>
        // Weights, gradients, two Adam moments, the best copy and the export; some dense batches.
        new(28 * weights + 5 * 4.0 * 500 * shape.Items + 3e8, 6 * weights * shape.Users * parameters.Number("epochs", Epochs));
}
