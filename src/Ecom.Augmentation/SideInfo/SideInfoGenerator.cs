using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.SideInfo;

/// <summary>Turns the catalogue into rows; nothing is fitted and nothing is random.</summary>
internal sealed class SideInfoGenerator : IGenerator
{
    private readonly Dictionary<string, double> _figures = [];

    public IReadOnlyDictionary<string, double> Figures => _figures;

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        if (data.Catalogue is null) return data with { Generated = null };
        var (weight, decay) = (parameters.Number("weight", 1), parameters.Number("decay", 1));
        var cold = parameters.Number("cold", 10);
        var largest = Math.Max(2, parameters.Number("largest", 0.1) * data.ItemCount);
        var counts = data.Observed.ItemCounts();
        var rows = new GeneratedRows(data);
        var values = 0;
        foreach (var items in ItemAttributes.Of(data.Catalogue))
        {
            if (items.Count < 2 || items.Count > largest) continue;
            var value = Math.Sqrt(weight * Math.Pow(items.Count / 10.0, -decay));
            rows.AddUser(items.Select(i => (i, (float)(value / Math.Sqrt(1 + counts[i] / cold)))));
            values++;
        }
        _figures["attributeValues"] = values;
        return rows.ToData();
    }

    public void Dispose() { }
}
