using Ecom.Serving.Catalogue;

namespace Ecom.Serving.Rules;

/// <summary>A rule set against one catalogue: ids and names looked up once, not at every request.</summary>
public sealed class CompiledRules
{
    private readonly Dictionary<int, float> _factors = [];
    private readonly HashSet<int> _repeat = [];
    private readonly Dictionary<int, List<int>> _capsOf = [];

    internal CompiledRules(RuleSet rules, ServedCatalogue catalogue)
    {
        Rules = rules;
        foreach (var boost in rules.Boosts)
            foreach (var item in Fitting(boost, catalogue)) _factors[item] = _factors.GetValueOrDefault(item, 1) * (float)boost.Factor;
        foreach (var category in rules.RepeatCategories)
            foreach (var item in catalogue.InCategory(category)) _repeat.Add(item);
        for (var c = 0; c < rules.Caps.Count; c++)
        {
            if (rules.Caps[c].Category is not { } category) continue;
            foreach (var item in catalogue.InCategory(category))
            {
                if (!_capsOf.TryGetValue(item, out var caps)) _capsOf[item] = caps = [];
                caps.Add(c);
            }
        }
        EachCategory = rules.Caps.Where(c => c.Category is null).Select(c => (int?)c.Maximum).Min();
    }

    public RuleSet Rules { get; }

    /// <summary>What any one category may have at most, or null.</summary>
    internal int? EachCategory { get; }

    /// <summary>Candidates to choose a list of <paramref name="n"/> from.</summary>
    internal int Candidates(int n) => Rules.ChangesOrder ? Math.Max(n, RuleApplier.Candidates) : n;

    internal float FactorOf(int item) => _factors.GetValueOrDefault(item, 1);

    /// <summary>Whether an item stays in lists although the customer has it.</summary>
    internal bool IsRepeated(int item) => _repeat.Contains(item);

    /// <summary>The caps on named categories that count an item.</summary>
    internal IReadOnlyList<int> CapsOf(int item) => _capsOf.TryGetValue(item, out var caps) ? caps : [];

    private static int[] Fitting(BoostRule boost, ServedCatalogue catalogue)
    {
        int[]? fitting = boost.ItemId is null ? null : catalogue.TryGetIndex(boost.ItemId, out var index) ? [index] : [];
        if (boost.Category is { } category) fitting = Both(fitting, catalogue.InCategory(category));
        if (boost.Brand is { } brand) fitting = Both(fitting, catalogue.OfBrand(brand));
        return fitting ?? [];
    }

    private static int[] Both(int[]? some, ReadOnlySpan<int> others)
    {
        int[] all = others.ToArray();
        return some is null ? all : [.. some.Intersect(all)];
    }
}
