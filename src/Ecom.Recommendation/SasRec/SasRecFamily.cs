using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.SasRec;

/// <summary>
/// SASRec (Kang and McAuley 2018): a causal transformer that predicts the next item at every position. Trained with a sampled softmax over
/// <c>negatives</c> uniform items shared by a batch, with the logQ correction (Klenitskiy and Vasilev 2023 on why many negatives matter), or the
/// full cross-entropy where <c>negatives</c> is 0.
/// </summary>
public sealed class SasRecFamily : IRecommenderFamily
{
    public string Name => "sasrec";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("width", 64).With("blocks", 1).With("heads", 1).With("length", 50).With("dropout", .2)
            .With("negatives", 1024).With("batch", 128).With("rate", .001).With("epochs", 24);
        return new ParameterSpace()
            .Known(start).Known(start.With("dropout", .4)).Known(start.With("blocks", 2).With("dropout", .3)).Known(start.With("epochs", 16))
            .Choice("width", 32, 64, 96).Choice("blocks", 1, 2).Choice("heads", 1, 2).Choice("length", 50).Choice("dropout", .1, .2, .3, .4, .5)
            .Choice("negatives", 256, 1024, 2048).Choice("batch", 128).Choice("rate", .0005, .001, .002).Choice("epochs", 12, 16, 24, 32)
            .Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        double d = parameters.Number("width", 64), k = parameters.Number("negatives", 1024), batch = parameters.Number("batch", 128);
        var outputs = k > 0 ? k : shape.Items;
        var positions = batch * parameters.Number("length", 50);
        return new(
            (16 * d * shape.Items) + (16 * positions * outputs) + (40.0 * shape.Pairs) + 4e8,
            6 * d * (outputs + (12 * d)) * Math.Min(shape.Pairs, 50.0 * shape.Users) * parameters.Number("epochs", 24));
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        var rows = FitRows.Of(data, 0);
        return new Model(parameters, SasRecTraining.Run(rows, parameters, context), FitRows.Prior(rows));
    }

    private sealed class Model(Parameters parameters, TransformerWeights weights, float[] prior) : IFittedModel, IBlockScorer, ISimilarItems
    {
        private readonly TransformerScorer _scorer = new(weights, prior);

        public int ItemCount => prior.Length;

        public void Score(in UserHistory history, Span<float> scores) => _scorer.Score(history, scores);

        public void ScoreBlock(ReadOnlySpan<UserHistory> histories, Span<float> scores) => _scorer.ScoreBlock(histories, scores);

        public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => _scorer.Explain(history, item, most);

        public IReadOnlyList<(int Item, float Score)> Similar(int item, int most) => _scorer.Similar(item, most);

        public void Export(string directory) => TransformerLayout.Write(directory, "sasrec", parameters, weights, prior);

        public void Dispose()
        {
        }
    }
}
