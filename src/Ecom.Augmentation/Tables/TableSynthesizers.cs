using Ecom.Augmentation.Tables.Contracts;
using Ecom.Augmentation.Tables.Copula;
using Ecom.Augmentation.Tables.Gan;
using Ecom.Augmentation.Tables.Transformer;
using Ecom.Augmentation.Tables.Vae;
using Ecom.Domain;

namespace Ecom.Augmentation.Tables;

/// <summary>All methods for tables by name.</summary>
public static class TableSynthesizers
{
    public static IReadOnlyList<ITableSynthesizer> All { get; } = [
        new CopulaSynthesizer(), new ConditionalGanSynthesizer(), new TabularVaeSynthesizer(plain: false), new TabularVaeSynthesizer(plain: true), new TransformerSynthesizer(),
    ];

    /// <exception cref="InputException">There is no such method.</exception>
    public static ITableSynthesizer Find(string name) =>
        All.FirstOrDefault(s => s.Name == name)
        ?? throw new InputException($"There is no method '{name}'; there are {string.Join(", ", All.Select(s => s.Name))}.");
}
