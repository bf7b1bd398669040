using Ecom.Data.Sql;

namespace Ecom.Data.Ingest;

/// <summary>The mapping's non-product codes as a condition on column <c>item</c>.</summary>
internal static class NonProduct
{
    public static string Condition(DumpMapping mapping)
    {
        var exact = mapping.NonProductCodes.Where(c => !c.EndsWith('*')).Select(SqlText.Literal).ToList();
        var parts = mapping.NonProductCodes.Where(c => c.EndsWith('*')).Select(c => $"starts_with(\"item\", {SqlText.Literal(c[..^1])})").ToList();
        if (exact.Count > 0) parts.Insert(0, $"\"item\" IN ({string.Join(", ", exact)})");
        return parts.Count == 0 ? "false" : string.Join(" OR ", parts);
    }
}
