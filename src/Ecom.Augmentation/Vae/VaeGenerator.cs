using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using Ecom.Recommendation.Vae;

namespace Ecom.Augmentation.Vae;

/// <summary>A fitted Mult-VAE that completes and samples users. Only items with enough users are in its vocabulary.</summary>
internal sealed class VaeGenerator : IGenerator
{
    private readonly FittedVae? _fitted;
    private readonly double _lengthMean;
    private readonly double _lengthDeviation;
    private readonly Dictionary<string, double> _figures = [];

    public VaeGenerator(FittedVae? fitted, Interactions observed)
    {
        _fitted = fitted;
        // Two moments instead of the lengths themselves: those of single users are nobody else's business.
        var logs = Enumerable.Range(0, observed.UserCount).Select(observed.RowLength).Where(n => n > 0).Select(n => Math.Log(n)).ToArray();
        _lengthMean = logs.Length > 0 ? logs.Average() : 0;
        _lengthDeviation = logs.Length > 0 ? Math.Sqrt(logs.Average(l => (l - _lengthMean) * (l - _lengthMean))) : 0;
        if (fitted is null) return;
        _figures["epochs"] = fitted.Report.BestEpoch;
        _figures["vocabulary"] = fitted.Vocabulary.Items.Length;
        if (fitted.Report.BestEpoch > 0)
            foreach (var (name, value) in fitted.Report.Losses[fitted.Report.BestEpoch - 1].Values) _figures[name] = value;
    }

    public IReadOnlyDictionary<string, double> Figures => _figures;

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        if (_fitted is null) return data with { Generated = null };
        var rows = new GeneratedRows(data);
        var prior = Array.ConvertAll(data.Observed.ItemCounts(), c => (float)c);
        using var model = new MlpModel("vae", parameters, _fitted.Layers, _fitted.Vocabulary, prior, unitLength: true);
        Completions.Add(rows, data, model, i => _fitted.Vocabulary.IndexOf(i) >= 0, parameters, context);
        Sample(rows, (int)(parameters.Number("sampled", 0) * data.Observed.UserCount), (float)parameters.Number("weight", 0.5), context);
        return rows.ToData();
    }

    private void Sample(GeneratedRows rows, int count, float weight, FitContext context)
    {
        var random = new Random(context.Seed);
        var z = new float[_fitted!.Latent];
        var dimensions = Enumerable.Range(0, z.Length).ToArray();
        var logits = new float[_fitted.Decoder.Outputs];
        for (var u = 0; u < count; u++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (var d = 0; d < z.Length; d++) z[d] = (float)Normal(random);
            _fitted.Decoder.Run(dimensions, z, logits);
            // Adding Gumbel noise and taking the best draws without replacement from the softmax (Kool et al. 2019).
            for (var i = 0; i < logits.Length; i++) logits[i] -= (float)Math.Log(-Math.Log(Math.Max(random.NextDouble(), double.Epsilon)));
            var length = (int)Math.Clamp(Math.Round(Math.Exp(_lengthMean + _lengthDeviation * Normal(random))), 1, logits.Length);
            rows.AddUser(TopK.Select(logits, length).Select(t => _fitted.Vocabulary.Items[t.Item]), weight);
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public void Dispose() { }
}
