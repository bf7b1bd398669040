using Ecom.Domain;

namespace Ecom.Data.Ingest.Mapping;

/// <summary>Proposes a mapping from column names.</summary>
internal static class MappingDetector
{
    /// <param name="columns">The file's columns.</param>
    /// <param name="kind">Events or products, where the caller knows.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="named">The preset the caller names; null: any.</param>
    /// <returns>The mapping and one sentence for each decision.</returns>
    /// <exception cref="InputException">The columns are not those of the named preset, or say neither what was bought nor by whom.</exception>
    public static (DumpMapping Mapping, IReadOnlyList<string> Why) Detect(
        IReadOnlyList<string> columns, DumpKind? kind, string name, string? named = null)
    {
        var preset = named switch
        {
            null => Presets.MatchAny(columns),
            Presets.Generic => null,
            _ => Presets.Match(named, columns)
                ?? throw new InputException(name, 1, $"the columns are not those of the format '{named}'; they are {List(columns)}."),
        };
        if (preset is not null && (kind is null || kind == preset.Kind))
            return (preset, [$"The columns are those of the preset '{preset.Preset}'."]);

        var why = new List<string>();
        var events = Assign(columns, FieldNames.Events);
        var isEvents = kind is null
            ? events.ContainsKey(MappedField.Time) && (events.ContainsKey(MappedField.User) || events.ContainsKey(MappedField.Session))
            : kind == DumpKind.Events;
        var chosen = isEvents ? events : Assign(columns, FieldNames.Products);
        if (kind is null)
            why.Add(isEvents ? "Events, because there is a time and a user or session." : "Products, because there is no time with a user or session.");
        foreach (var (field, column) in chosen) why.Add($"'{column}' is the {Words(field)}, by its name.");
        var mapping = new DumpMapping
        {
            Kind = isEvents ? DumpKind.Events : DumpKind.Products,
            Columns = chosen.ToDictionary(c => c.Key, c => (IReadOnlyList<string>)[c.Value]),
            FixedKind = FixedKind(chosen, why, isEvents),
            NegativeQuantityCancels = isEvents && chosen.ContainsKey(MappedField.Quantity),
        };
        if (mapping.NegativeQuantityCancels) why.Add("A purchase of negative quantity cancels an earlier one, because that is what it means in most shops.");
        Check(mapping, columns, name);
        return (mapping, why);
    }

    /// <exception cref="InputException">A mapped column is absent, or a required field is not mapped.</exception>
    public static void Check(DumpMapping mapping, IReadOnlyList<string> columns, string name)
    {
        foreach (var column in mapping.Columns.Values.SelectMany(c => c))
            if (!columns.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw new InputException(name, 1, $"the mapping names a column '{column}', but the columns are {List(columns)}.");
        var missing = new List<string>();
        if (mapping.Kind == DumpKind.Products)
        {
            if (!mapping.Has(MappedField.Item)) missing.Add("a product id");
        }
        else
        {
            if (!mapping.Has(MappedField.Time)) missing.Add("a time");
            if (!mapping.Has(MappedField.User) && !mapping.Has(MappedField.Session)) missing.Add("a user or session");
            if (!mapping.Has(MappedField.Item) && !mapping.Has(MappedField.Query)) missing.Add("a product");
        }
        if (missing.Count > 0)
            throw new InputException(
                name, 1, $"no column is recognised as {string.Join(" or ", missing)}; the columns are {List(columns)}. Give a mapping file.");
    }

    private static Dictionary<MappedField, string> Assign(IReadOnlyList<string> columns, IReadOnlyDictionary<MappedField, string[]> names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var assigned = new Dictionary<MappedField, string>();
        foreach (var (field, synonyms) in names)
        {
            var column = synonyms.Select(s => columns.FirstOrDefault(c => FieldNames.Normalise(c) == s && !taken.Contains(c))).FirstOrDefault(c => c is not null);
            if (column is null) continue;
            taken.Add(column);
            assigned[field] = column;
        }
        return assigned;
    }

    private static EventKind FixedKind(Dictionary<MappedField, string> fields, List<string> why, bool isEvents)
    {
        if (!isEvents || fields.ContainsKey(MappedField.Kind)) return EventKind.View;
        var (kind, because) = fields.ContainsKey(MappedField.Value) ? (EventKind.Rating, "there is a rating")
            : fields.ContainsKey(MappedField.Quantity) ? (EventKind.Purchase, "there is a quantity")
            : !fields.ContainsKey(MappedField.Item) ? (EventKind.Search, "there is a query and no product")
            : (EventKind.View, "nothing says more");
        why.Add($"Every row is a {Words(kind)}, because no column names the event type and {because}.");
        return kind;
    }

    private static string Words<T>(T value) where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    private static string List(IReadOnlyList<string> columns) =>
        string.Join(", ", columns.Take(20).Select(c => c.Length > 40 ? c[..40] + "…" : c)) + (columns.Count > 20 ? ", …" : "");
}
