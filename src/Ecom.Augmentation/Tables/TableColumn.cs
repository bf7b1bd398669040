using System.Globalization;
using Ecom.Domain;

namespace Ecom.Augmentation.Tables;

/// <summary>One column: numbers (NaN where missing) or texts (null where missing).</summary>
public sealed record TableColumn
{
    /// <summary>Numbers of at most this many distinct values are codes.</summary>
    private const int FewValues = 2;

    public required string Name { get; init; }

    /// <summary>The values of a numeric column, else null.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>The values of a categorical column, else null.</summary>
    public string?[]? Texts { get; init; }

    /// <summary>Decimals that the values of a numeric column have at most.</summary>
    public int Decimals { get; init; }

    public int Length => Numbers?.Length ?? Texts!.Length;

    public static TableColumn Infer(string name, string?[] cells)
    {
        var present = cells.Where(c => c is not null).Distinct().ToArray();
        var numeric = present.Length > FewValues && present.All(c => Parse(c!) is not null);
        if (!numeric) return new TableColumn { Name = name, Texts = cells };
        var decimals = present.Max(c => c!.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? c.Length - point - 1 : 0);
        return new TableColumn { Name = name, Numbers = [.. cells.Select(c => c is null ? double.NaN : Parse(c)!.Value)], Decimals = Math.Min(decimals, 12) };
    }

    /// <summary>Cells of another file as a column of this type.</summary>
    /// <exception cref="InputException">A cell is not a number where it should be.</exception>
    public TableColumn Read(string?[] cells, string path)
    {
        if (Texts is not null) return this with { Texts = cells };
        var numbers = new double[cells.Length];
        for (var r = 0; r < cells.Length; r++)
            numbers[r] = cells[r] is not { } cell ? double.NaN
                : Parse(cell) ?? throw new InputException(path, r + 2, $"'{cell}' in column '{Name}' is not a number.");
        return this with { Numbers = numbers };
    }

    public string?[] ToText() => Texts ?? [.. Numbers!.Select(v => double.IsNaN(v) ? null : v.ToString("F" + Decimals, CultureInfo.InvariantCulture))];

    /// <summary>Name, kind and decimals, without a row.</summary>
    public TableColumn Shape() => this with { Numbers = Numbers is null ? null : [], Texts = Texts is null ? null : [] };

    public TableColumn Pick(IReadOnlyList<int> rows) => Texts is not null
        ? this with { Texts = [.. rows.Select(r => Texts[r])] }
        : this with { Numbers = [.. rows.Select(r => Numbers![r])] };

    private static double? Parse(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
