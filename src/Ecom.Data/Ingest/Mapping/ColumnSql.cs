using Ecom.Data.Sql;

namespace Ecom.Data.Ingest.Mapping;

/// <summary>SQL expressions for the fields of one mapping, over <c>raw</c> or, where <paramref name="trimmed"/>, over <see cref="Source"/>.</summary>
internal sealed class ColumnSql(DumpMapping mapping, bool trimmed = false)
{
    /// <summary>The row's number in <see cref="Source"/>.</summary>
    public const string Row = "\"__row__\"";

    // What data frames and databases write for "nothing" when they export text.
    private const string Nothing = """ 'NULL', 'null', 'nan', 'NaN', 'None', '\N', 'NA', 'N/A' """;

    /// <summary>The mapped columns of <c>raw</c>, trimmed once, however often an expression names them.</summary>
    public string Source
    {
        get
        {
            var columns = mapping.Columns.Values.SelectMany(c => c).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(c => $", NULLIF(trim({SqlText.Identifier(c)}), '') AS {SqlText.Identifier(c)}");
            return $"(SELECT rowid AS {Row}{string.Concat(columns)} FROM \"raw\")";
        }
    }

    /// <summary>Trimmed text, NULL where empty or not mapped.</summary>
    public string Text(MappedField field)
    {
        if (!mapping.Columns.TryGetValue(field, out var names) || names.Count == 0) return "NULL::VARCHAR";
        var parts = names.Select(n => trimmed ? SqlText.Identifier(n) : $"NULLIF(trim({SqlText.Identifier(n)}), '')").ToList();
        return parts.Count == 1 ? parts[0] : $"COALESCE({string.Join(", ", parts)})";
    }

    /// <summary>An id: text, NULL also for the usual words for nothing.</summary>
    public string Id(MappedField field)
    {
        if (!mapping.Has(field)) return "NULL::VARCHAR";
        var text = Text(field);
        // The words are four bytes at most: longer ids, which is most, are not compared with each of them.
        var nothing = $"strlen({text}) <= 4 AND {text} IN ({Nothing})";
        var id = $"CASE WHEN {nothing} THEN NULL ELSE {text} END";
        if (field != MappedField.User || string.IsNullOrEmpty(mapping.UserSuffix)) return id;
        var suffix = SqlText.Literal(mapping.UserSuffix);
        return $"CASE WHEN {nothing} THEN NULL WHEN ends_with({text}, {suffix}) THEN left({text}, length({text}) - {mapping.UserSuffix.Length}) ELSE {text} END";
    }

    /// <summary>A number; NULL where absent or unreadable.</summary>
    public string Number(MappedField field) => mapping.Has(field) ? $"TRY_CAST({NumberText(field)} AS DOUBLE)" : "NULL::DOUBLE";

    /// <summary>True where a number is written that cannot be read or is not finite.</summary>
    public string BadNumber(MappedField field) => mapping.Has(field)
        ? $"({Text(field)} IS NOT NULL AND NOT COALESCE(isfinite(TRY_CAST({NumberText(field)} AS DOUBLE)), false))"
        : "false";

    private string NumberText(MappedField field) => mapping.DecimalComma ? $"replace({Text(field)}, ',', '.')" : Text(field);
}
