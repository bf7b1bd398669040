using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Privacy;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using Ecom.Recommendation.Vae;

namespace Ecom.Augmentation.Vae;

/// <summary>A trained Mult-VAE that completes users and samples new ones.</summary>
internal sealed class VaeGenerator : NetworkGenerator
{
    private readonly double _lengthMean;
    private readonly double _lengthDeviation;

    public VaeGenerator(NetworkFamily family, FittedNetwork? fitted, Interactions observed, PrivateUsersFit? plan) : base(family, fitted, plan)
    {
        if (plan is not null)
        {
            (_lengthMean, _lengthDeviation) = plan.Lengths(observed);
            return;
        }
        // Two moments instead of the lengths themselves: those of single users are nobody else's business.
        var logs = Enumerable.Range(0, observed.UserCount).Select(observed.RowLength).Where(n => n > 0).Select(n => Math.Log(n)).ToArray();
        _lengthMean = logs.Length > 0 ? logs.Average() : 0;
        _lengthDeviation = logs.Length > 0 ? Math.Sqrt(logs.Average(l => (l - _lengthMean) * (l - _lengthMean))) : 0;
    }

    protected override void AddUsers(GeneratedRows rows, TrainingData data, Parameters parameters, FitContext context)
    {
        var count = (int)(parameters.Number("sampled", 0) * data.Observed.UserCount);
        var weight = (float)parameters.Number("weight", 0.5);
        var decoder = new MlpNetwork([.. Fitted!.Layers.Skip(VaeFamily.EncoderLayers).Select(MlpModel.ToManaged)]);
        var random = new Random(context.Seed);
        var z = new float[decoder.Inputs];
        var dimensions = Enumerable.Range(0, z.Length).ToArray();
        var logits = new float[decoder.Outputs];
        for (var u = 0; u < count; u++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            for (var d = 0; d < z.Length; d++) z[d] = (float)Normal(random);
            decoder.Run(dimensions, z, logits);
            // Adding Gumbel noise and taking the best draws without replacement from the softmax (Kool et al. 2019).
            for (var i = 0; i < logits.Length; i++) logits[i] -= (float)Math.Log(-Math.Log(Math.Max(random.NextDouble(), double.Epsilon)));
            var length = (int)Math.Clamp(Math.Round(Math.Exp(_lengthMean + _lengthDeviation * Normal(random))), 1, logits.Length);
            rows.AddUser(TopK.Select(logits, length).Select(t => (Fitted.Vocabulary.Items[t.Item], weight)));
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
