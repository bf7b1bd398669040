using System.Numerics.Tensors;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Fusion;

/// <summary>
/// Weights of a linear fusion by coordinate ascent on the mean NDCG of held-out items over all holdouts, from the transformed scores of each part's best items, for
/// as many users as fit a fixed number of scores in memory. The models of a holdout are fitted here and let go again.
/// </summary>
internal static class FusionWeights
{
    private const long MostScores = 60_000_000;
    private const int CutOff = 20;

    /// <summary>Items taken from each part: what none has among so many is not among the first <see cref="CutOff"/> of a mixture.</summary>
    private const int PerPart = 5 * CutOff;

    private static readonly float[] Steps = [0, .125f, .25f, .5f, .75f, 1, 1.5f, 2, 3];

    public static (float[] Weights, PartTransform[] Transforms) Learn(ComponentSet set, IReadOnlyList<InnerHoldout> holdouts, FitContext context)
    {
        var parts = set.Count;
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation };
        var most = (int)Math.Max(50, MostScores / Math.Max(1L, (long)holdouts.Count * parts * Math.Min(holdouts[0].Fit.ItemCount, parts * PerPart)));
        var transforms = Array.Empty<PartTransform>();
        var rows = new List<CandidateScores>();
        foreach (var holdout in holdouts)
        {
            var models = new List<IFittedModel>();
            try
            {
                for (var p = 0; p < parts; p++) models.Add(set.Fit(p, holdout.Fit, context));
                // The folds are alike: a part whose scores are never negative in the first is not in the others.
                if (transforms.Length == 0) transforms = [.. models.Select(m => ComponentSet.TransformOf(m, holdout))];
                var users = holdout.Users(most, context.Seed);
                var found = new CandidateScores[users.Length];
                Parallel.For(0, users.Length, options, u => found[u] = CandidateScores.Of(models, transforms, PerPart, holdout.Task, users[u]));
                rows.AddRange(found);
            }
            finally
            {
                foreach (var model in models) model.Dispose();
            }
        }

        var weights = new float[parts];
        var best = set.Scores.IndexOf(set.Scores.Max());
        weights[best] = 1;
        var value = Value(weights);
        for (var round = 0; round < 3; round++)
        {
            var improved = false;
            for (var p = 0; p < parts; p++)
            {
                var kept = weights[p];
                foreach (var step in Steps)
                {
                    if (step == kept) continue;
                    var old = weights[p];
                    weights[p] = step;
                    var tried = weights.Any(w => w > 0) ? Value(weights) : 0;
                    if (tried > value + 1e-6) (value, improved) = (tried, true);
                    else weights[p] = old;
                }
            }
            context.Progress?.Invoke("fusion weights", (round + 1) / 3.0, new Dictionary<string, double> { [$"ndcg@{CutOff}"] = value });
            if (!improved) break;
        }
        return (weights, transforms);

        double Value(float[] candidate)
        {
            var values = new double[rows.Count];
            Parallel.For(0, rows.Count, options, () => Array.Empty<float>(), (r, _, mixed) =>
            {
                if (mixed.Length < rows[r].Count) mixed = new float[rows[r].Count];
                values[r] = rows[r].Ndcg(candidate, mixed, CutOff);
                return mixed;
            }, _ => { });
            return TensorPrimitives.Sum<double>(values) / Math.Max(1, rows.Count);
        }
    }
}
