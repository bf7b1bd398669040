using System.Numerics.Tensors;

namespace Ecom.Pipeline.Drift;

/// <summary>
/// The products of a model in ten groups, each with about a tenth of the demand the model was trained on, the best sellers first, and one group more for
/// products it does not know. How far the demand of now is from that is the population stability index over the groups (Siddiqi 2006, Credit Risk Scorecards):
/// below 0.1 nothing has moved, from 0.25 on it is another population.
/// </summary>
public sealed class DemandGroups
{
    private const int Groups = 10;

    // A share below one percent counts as one: the logarithm of a share near nothing would make a shift of a handful of events on new products.
    private const double Floor = 0.01;

    private readonly Dictionary<string, int> _group = new(StringComparer.Ordinal);
    private readonly double[] _expected = new double[Count];

    /// <param name="itemIds">The model's products.</param>
    /// <param name="popularity">Their demand in training, by the same index.</param>
    public DemandGroups(IReadOnlyList<string> itemIds, IReadOnlyList<float> popularity)
    {
        var total = popularity.Sum(p => (double)Math.Max(p, 0));
        var before = 0d;
        foreach (var item in Enumerable.Range(0, itemIds.Count).OrderByDescending(i => popularity[i]).ThenBy(i => itemIds[i], StringComparer.Ordinal))
        {
            var share = total > 0 ? Math.Max(popularity[item], 0) / total : 0;
            var group = Math.Min(Groups - 1, (int)(before * Groups));
            _group[itemIds[item]] = group;
            _expected[group] += share;
            before += share;
        }
    }

    /// <summary>Groups there are.</summary>
    public static int Count => Groups + 1;

    /// <returns>The product's group, in [0, <see cref="Count"/>).</returns>
    public int Of(string itemId) => _group.GetValueOrDefault(itemId, Groups);

    /// <param name="demand">Weight of what customers did, by group.</param>
    /// <returns>The index; 0 where there is no demand.</returns>
    public double IndexOf(ReadOnlySpan<double> demand)
    {
        var total = TensorPrimitives.Sum(demand);
        if (total <= 0) return 0;
        var index = 0d;
        for (var g = 0; g < Count; g++)
        {
            var (now, then) = (Math.Max(demand[g] / total, Floor), Math.Max(_expected[g], Floor));
            index += (now - then) * Math.Log(now / then);
        }
        return index;
    }
}
