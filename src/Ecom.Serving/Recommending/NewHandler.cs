using System.Buffers;
using Ecom.Models.Scoring;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Http;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Recommending;

/// <summary>The newest products: those put since the model, then the model's by when somebody first dealt with them.</summary>
public sealed class NewHandler(SnapshotHolder holder, ListIds ids, TimeProvider time, IOptions<ServingOptions> options)
{
    private const float SecondsPerDay = 86_400;

    /// <exception cref="ApiException">A parameter is out of range.</exception>
    public ItemList Handle(NewRequest request)
    {
        var n = request.Validate(options.Value);
        using var lease = holder.Acquire();
        var model = lease.Model;
        using var allowed = model.Catalogue.Allowed(request.Filter);
        var id = ids.Next();
        var placed = RuleApplier.Apply(
            model, Newest(model, allowed, model.Rules.Candidates(n)), allowed, n, new RuleContext(null, request.Filter.Category, time.GetUtcNow(), id));
        return new ListBuilder(model).New(placed).Build(id);
    }

    private static (int Item, float Score)[] Newest(ServedModel model, ItemMask allowed, int most)
    {
        var rented = ArrayPool<float>.Shared.Rent(model.Catalogue.Count);
        try
        {
            var scores = rented.AsSpan(0, model.Catalogue.Count);
            var first = model.Activity is { } activity ? activity.First.Span : [];
            var known = model.Catalogue.ModelItemCount;
            // In days, the model's counted back from the end of its data and the others from the first of them: so a float tells seconds apart, and what was put since the
            // model is newer than all of the model's, whatever the clocks say.
            var end = model.DataEnd.ToUnixTimeSeconds();
            for (var i = 0; i < known; i++)
                scores[i] = i < first.Length && first[i] != long.MaxValue ? -1 + Math.Min(0, (first[i] - end) / SecondsPerDay) : float.NaN;
            var oldest = DateTimeOffset.MaxValue;
            for (var i = known; i < scores.Length; i++)
                if (model.Catalogue.AddedAt(i) < oldest) oldest = model.Catalogue.AddedAt(i);
            for (var i = known; i < scores.Length; i++) scores[i] = (float)(model.Catalogue.AddedAt(i) - oldest).TotalDays;
            allowed.Apply(scores);
            return TopK.Select(scores, most);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
