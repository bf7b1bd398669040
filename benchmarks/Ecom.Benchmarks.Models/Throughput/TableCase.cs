using Ecom.Augmentation.Tables;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>A network over rows, with the method's own settings.</summary>
internal abstract class TableCase(string name, string what, int rounds, int rows = 10_000) : IThroughputCase
{
    private readonly Lazy<Table> _table = new(() => Make(rows));

    public virtual string Name => name;
    public string Title => $"{what}, {rows:N0} rows of 4 numbers and 8 texts";
    public int Rounds => rounds;

    protected Table Table => _table.Value;

    public void Fit(int epochs, FitContext context)
    {
        using var generator = TableSynthesizers.Find(name).Fit(Table, Parameters.None.With("epochs", epochs), context);
    }

    public abstract Action Prepare();

    private static Table Make(int rows)
    {
        var random = new Random(1);
        return new Table(
        [
            .. Enumerable.Range(0, 4).Select(c => new TableColumn
            {
                Name = $"n{c}", Decimals = 2, Numbers = [.. Enumerable.Range(0, rows).Select(_ => Math.Round(random.Next(3) * 40 + 10 * random.NextDouble(), 2))],
            }),
            .. Enumerable.Range(0, 8).Select(c => new TableColumn { Name = $"t{c}", Texts = [.. Enumerable.Range(0, rows).Select(_ => $"v{random.Next(2 + 3 * c)}")] }),
        ]);
    }
}
