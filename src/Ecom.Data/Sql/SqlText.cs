using System.Globalization;

namespace Ecom.Data.Sql;

/// <summary>The one place where text becomes part of an SQL statement.</summary>
internal static class SqlText
{
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A NUL would end the statement in the C interface; no file name, column or code can hold one.
    public static string Literal(string value) =>
        $"'{value.Replace("\0", "", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "::DOUBLE";

    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Literal))}]";

    public static string Timestamp(DateTimeOffset time) =>
        $"TIMESTAMP '{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";
}
