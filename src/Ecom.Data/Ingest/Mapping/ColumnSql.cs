using Ecom.Data.Sql;

namespace Ecom.Data.Ingest.Mapping;

/// <summary>SQL expressions over <c>raw</c> for the fields of one mapping.</summary>
internal sealed class ColumnSql(DumpMapping mapping)
{
    // What data frames and databases write for "nothing" when they export text.
    private const string Nothing = """ 'NULL', 'null', 'nan', 'NaN', 'None', '\N', 'NA', 'N/A' """;

    /// <summary>Trimmed text, NULL where empty or not mapped.</summary>
    public string Text(MappedField field)
    {
        if (!mapping.Columns.TryGetValue(field, out var names) || names.Count == 0) return "NULL::VARCHAR";
        var parts = names.Select(n => $"NULLIF(trim({SqlText.Identifier(n)}), '')").ToList();
        return parts.Count == 1 ? parts[0] : $"COALESCE({string.Join(", ", parts)})";
    }

    /// <summary>An id: text, NULL also for the usual words for nothing.</summary>
    public string Id(MappedField field)
    {
        if (!mapping.Has(field)) return "NULL::VARCHAR";
        var text = Text(field);
        var id = $"CASE WHEN {text} IN ({Nothing}) THEN NULL ELSE {text} END";
        if (field != MappedField.User || string.IsNullOrEmpty(mapping.UserSuffix)) return id;
        var suffix = SqlText.Literal(mapping.UserSuffix);
        return $"CASE WHEN {text} IN ({Nothing}) THEN NULL WHEN ends_with({text}, {suffix}) THEN left({text}, length({text}) - {mapping.UserSuffix.Length}) ELSE {text} END";
    }

    /// <summary>A number; NULL where absent or unreadable.</summary>
    public string Number(MappedField field) => mapping.Has(field) ? $"TRY_CAST({NumberText(field)} AS DOUBLE)" : "NULL::DOUBLE";

    /// <summary>True where a number is written that cannot be read or is not finite.</summary>
    public string BadNumber(MappedField field) => mapping.Has(field)
        ? $"({Text(field)} IS NOT NULL AND NOT COALESCE(isfinite(TRY_CAST({NumberText(field)} AS DOUBLE)), false))"
        : "false";

    private string NumberText(MappedField field) => mapping.DecimalComma ? $"replace({Text(field)}, ',', '.')" : Text(field);
}
