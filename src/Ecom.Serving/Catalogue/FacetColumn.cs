using Ecom.Domain;

namespace Ecom.Serving.Catalogue;

/// <summary>One property of every product as small numbers, so that counting matches by it needs no text.</summary>
public sealed class FacetColumn
{
    private readonly int[] _values;
    private readonly List<string> _names = [];

    /// <param name="products">By item number.</param>
    /// <param name="text">The property; null where a product has none.</param>
    internal FacetColumn(ReadOnlySpan<Product> products, Func<Product, string?> text)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        _values = new int[products.Length];
        for (var i = 0; i < products.Length; i++)
        {
            if (text(products[i]) is not { Length: > 0 } value)
            {
                _values[i] = -1;
                continue;
            }
            var key = CategoryPath.Key(value);
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers[key] = number = _names.Count;
                // As the first product spells it.
                _names.Add(value.Trim());
            }
            _values[i] = number;
        }
    }

    /// <summary>Distinct values.</summary>
    public int Count => _names.Count;

    /// <summary>The number of an item's value, or −1.</summary>
    public int this[int item] => _values[item];

    public string Name(int value) => _names[value];
}
