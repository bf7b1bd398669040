using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecom.Models;

/// <summary>
/// Named hyper-parameters of a model or an augmenter: numbers and short texts, ordered by name so that equal settings have equal JSON
/// and equal hashes. Immutable.
/// </summary>
[JsonConverter(typeof(ParametersJsonConverter))]
public sealed class Parameters
{
    private readonly SortedDictionary<string, object> _values;

    private Parameters(SortedDictionary<string, object> values) => _values = values;

    public static Parameters None { get; } = new(new SortedDictionary<string, object>(StringComparer.Ordinal));

    /// <summary>Names in order, values as <see cref="double"/> or <see cref="string"/>.</summary>
    public IReadOnlyDictionary<string, object> Values => new ReadOnlyDictionary<string, object>(_values);

    public Parameters With(string name, double value) => WithObject(name, value);

    public Parameters With(string name, string value) => WithObject(name, value);

    /// <summary>The number of that name, or <paramref name="otherwise"/> where it is absent.</summary>
    public double Number(string name, double otherwise) => _values.TryGetValue(name, out var v) && v is double d ? d : otherwise;

    /// <summary>The text of that name, or <paramref name="otherwise"/> where it is absent.</summary>
    public string Text(string name, string otherwise) => _values.TryGetValue(name, out var v) && v is string s ? s : otherwise;

    public override string ToString() => JsonSerializer.Serialize(this);

    internal static Parameters From(IEnumerable<KeyValuePair<string, object>> values)
    {
        var copy = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            copy[name] = value is string ? value : Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return new Parameters(copy);
    }

    private Parameters WithObject(string name, object value)
    {
        var copy = new SortedDictionary<string, object>(_values, StringComparer.Ordinal) { [name] = value };
        return new Parameters(copy);
    }
}
