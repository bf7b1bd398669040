using Ecom.Data.Tables;
using Ecom.Domain;

namespace Ecom.Augmentation.Tables;

/// <summary>A table with typed columns.</summary>
/// <param name="Columns">All of one length.</param>
public sealed record Table(IReadOnlyList<TableColumn> Columns)
{
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <summary>Types the columns of a file: a column whose every value is a number is numeric, unless it has so few values that they are codes.</summary>
    public static Table Of(TableFile file) => new([.. file.Names.Select((name, c) => TableColumn.Infer(name, file.Columns[c]))]);

    /// <summary>Reads a file's columns with the types of this table.</summary>
    /// <exception cref="InputException">A column is missing, or a value does not have its type.</exception>
    public Table Like(TableFile file, string path) => new([.. Columns.Select(column =>
    {
        var at = file.Names.ToList().IndexOf(column.Name);
        if (at < 0) throw new InputException(path, null, $"the column '{column.Name}' is missing.");
        return column.Read(file.Columns[at], path);
    })]);

    public TableFile ToFile() => new([.. Columns.Select(c => c.Name)], [.. Columns.Select(c => c.ToText())]);

    public Table Rows(IReadOnlyList<int> rows) => new([.. Columns.Select(c => c.Pick(rows))]);
}
