using System.Buffers;
using Ecom.Models.Scoring;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Http;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>
/// Products dealt with more than usual: the Pearson residual (recent − expected) / √(expected + 1) of the model's last days and of what this instance has heard since.
/// Filled up with popular products, said to be that.
/// </summary>
public sealed class TrendingHandler(SnapshotHolder holder, LiveActivity live, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public ItemList Handle(TrendingRequest request)
    {
        var n = request.Validate(options.Value);
        using var lease = holder.Acquire();
        var model = lease.Model;
        using var allowed = model.Catalogue.Allowed(request.Filter);
        var wanted = model.Rules.Candidates(n);
        var candidates = new RankedCandidates(allowed).Add(Trending(model, allowed, wanted), wanted);
        var trending = candidates.Count;
        candidates.Add(Ranker.ByPopularity(model, allowed, wanted), wanted);
        candidates.Release();
        var id = ids.Next();
        var placed = RuleApplier.Apply(model, candidates.Items, allowed, n, new RuleContext(null, request.Filter.Category, time.GetUtcNow(), id));
        return new ListBuilder(model).Trending(placed, item => trending > 0 && !candidates.IsFilled(item), request.Filter.Category).Build(id);
    }

    private (int Item, float Score)[] Trending(ServedModel model, ItemMask allowed, int most)
    {
        var rented = ArrayPool<float>.Shared.Rent(model.Catalogue.Count);
        try
        {
            var scores = rented.AsSpan(0, model.Catalogue.Count);
            scores.Clear();
            ReadOnlySpan<float> usual = [];
            if (model.Activity is { } activity)
            {
                usual = activity.Usual.Span;
                activity.Recent.Span.CopyTo(scores);
            }
            live.AddTo(model.Catalogue, scores);
            for (var i = 0; i < scores.Length; i++)
            {
                var expected = i < usual.Length ? usual[i] : 0;
                scores[i] = (scores[i] - expected) / MathF.Sqrt(expected + 1);
                // What is as usual, or less, is no trend.
                if (scores[i] <= 0) scores[i] = float.NaN;
            }
            allowed.Apply(scores);
            return TopK.Select(scores, most);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
