using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.SideInfo;

/// <summary>Turns the catalogue and anonymous sessions into rows; nothing is fitted and nothing is random.</summary>
internal sealed class SideInfoGenerator : IGenerator
{
    private const int LongestSession = 50;

    private readonly Dictionary<string, double> _figures = [];

    public IReadOnlyDictionary<string, double> Figures => _figures;

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        var coViews = data.Baskets is null ? 0 : parameters.Number("coViews", 0);
        if (data.Catalogue is null && coViews <= 0) return data with { Generated = null };
        var rows = new GeneratedRows(data);
        var counts = data.Observed.ItemCounts();
        var largest = Math.Max(2, parameters.Number("largest", 0.1) * data.ItemCount);
        var weight = parameters.Number("weight", 1);
        _figures["attributeValues"] = data.Catalogue is null ? 0 : Add(ItemAttributes.Of(data.Catalogue).Where(items => items.Count <= largest), weight);
        if (coViews > 0) _figures["coViews"] = Add(Sessions(data), coViews);
        return rows.ToData();

        int Add(IEnumerable<IReadOnlyList<int>> groups, double w)
        {
            var (decay, cold) = (parameters.Number("decay", 1), parameters.Number("cold", 10));
            var added = 0;
            foreach (var items in groups.Where(g => g.Count >= 2))
            {
                var value = Math.Sqrt(w * Math.Pow(items.Count / 10.0, -decay));
                rows.AddUser(items.Select(i => (i, (float)(value / Math.Sqrt(1 + counts[i] / cold)))));
                added++;
            }
            return added;
        }
    }

    public void Dispose() { }

    /// <summary>Items that strangers looked at or bought in one go. Those who went through half of the shop say little of any two.</summary>
    private static IEnumerable<IReadOnlyList<int>> Sessions(TrainingData data) => Enumerable.Range(0, data.Baskets!.UserCount)
        .Select(b => (IReadOnlyList<int>)data.Baskets.Items(b).ToArray()).Where(items => items.Count <= LongestSession);
}
