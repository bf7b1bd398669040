using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Rules;

/// <summary>Counts a list's items against the caps.</summary>
internal sealed class CapCounter(ServedModel model)
{
    private readonly Dictionary<int, int> _byCategory = [];
    private readonly int[] _byCap = new int[model.Rules.Rules.Caps.Count];

    public bool Allows(int item)
    {
        foreach (var cap in model.Rules.CapsOf(item))
            if (_byCap[cap] >= model.Rules.Rules.Caps[cap].Maximum) return false;
        var category = model.Catalogue.CategoryFacet[item];
        return model.Rules.EachCategory is not { } most || category < 0 || _byCategory.GetValueOrDefault(category) < most;
    }

    public void Add(int item)
    {
        foreach (var cap in model.Rules.CapsOf(item)) _byCap[cap]++;
        var category = model.Catalogue.CategoryFacet[item];
        if (category >= 0) _byCategory[category] = _byCategory.GetValueOrDefault(category) + 1;
    }
}
