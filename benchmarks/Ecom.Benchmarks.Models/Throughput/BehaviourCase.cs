using Ecom.Augmentation;
using Ecom.Neural.Networks;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using static TorchSharp.torch;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>A network over whole histories, with the first setting that its augmenter proposes.</summary>
internal abstract class BehaviourCase(string name, string what, int rounds) : IThroughputCase
{
    private const int Users = 5_000, Items = 2_000, Pairs = 250_000;
    private readonly Lazy<TrainingData> _data = new(() => new TrainingData { Observed = GeneratedShop.Make(Users, Items, Pairs, 1) });

    public string Name => name;
    public string Title => $"{what}, {Users:N0} users × {Items:N0} items";
    public int Rounds => rounds;

    public Action Prepare()
    {
        var rows = HistorySplit.Of(_data.Value.Observed, new ItemVocabulary(_data.Value.Observed, PrivacyFloor.Users), 1).Training;
        // The size that a fit chooses for so many rows.
        var batches = Enumerable.Range(0, rows.Count).Chunk(Math.Clamp(rows.Count / 10, 16, 500)).Select(c => DenseBatch.Of(rows, c)).ToArray();
        return PlainEpoch.Over(batches, Step(rows.Width));
    }

    public void Fit(int epochs, FitContext context)
    {
        var augmenter = Augmenters.Find(name);
        using var generator = augmenter.Fit(_data.Value, augmenter.Proposals(_data.Value.Shape, 1).First().With("epochs", epochs), context);
    }

    /// <summary>The plain network and what it does with a batch, [rows × width].</summary>
    protected abstract Action<Tensor> Step(int width);
}
