using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Assessment;
using Ecom.Models;

namespace Ecom.Augmentation.Tests.Tables;

public class SynthesizerTests
{
    public static TheoryData<string> Names => [.. TableSynthesizers.All.Select(s => s.Name)];

    private static Table Make(string name, Table table, Parameters parameters, int rows, int seed = 1)
    {
        using var generator = TableSynthesizers.Find(name).Fit(table, parameters, Shops.Context());
        return generator.Sample(rows, seed);
    }

    [Theory]
    [InlineData("copula", 1, 0.8)]
    [InlineData("transformer", 12, 0.9)]
    [InlineData("tvae", 120, 0.75)]
    [InlineData("autoencoder", 120, 0.65)]
    [InlineData("ctgan", 120, 0.65)]
    public void Rows_are_like_those_learned_from(string name, int epochs, double quality)
    {
        var table = MadeUp.Mixed(1000, 1);
        var made = Make(name, table, Parameters.None.With("epochs", epochs).With("batch", 100).With("width", 16), 1000);
        Assert.Equal((1000, 3), (made.RowCount, made.Columns.Count));
        var report = QualityReport.Of(table, made);
        Assert.True(report.Overall > quality, $"{name}: {report}");
        Assert.Equal(1, report.Adherence);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_seeds_give_equal_rows_and_rare_values_never_show(string name)
    {
        var table = MadeUp.Mixed(300, 1);
        var texts = table.Columns[0].Texts!.ToArray();
        for (var r = 0; r < PrivacyFloor.Users - 1; r++) texts[r] = "secret";
        table = table with { Columns = [table.Columns[0] with { Texts = texts }, .. table.Columns.Skip(1)] };
        var quick = Parameters.None.With("epochs", 2).With("batch", 100).With("width", 8);
        var made = Make(name, table, quick, 500);
        Assert.DoesNotContain("secret", made.Columns[0].Texts!);
        Assert.Equal(made.Columns.SelectMany(c => c.ToText()), Make(name, table, quick, 500).Columns.SelectMany(c => c.ToText()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_column_that_nobody_shares_comes_out_missing_instead_of_failing(string name)
    {
        var table = new Table([
            new TableColumn { Name = "id", Texts = [.. Enumerable.Range(0, 40).Select(r => $"id{r}")] },
            new TableColumn { Name = "kind", Texts = [.. Enumerable.Range(0, 40).Select(r => r % 2 == 0 ? "a" : "b")] },
            new TableColumn { Name = "few", Numbers = [.. Enumerable.Range(0, 40).Select(r => r < 5 ? r : double.NaN)] },
        ]);
        var made = Make(name, table, Parameters.None.With("epochs", 1).With("batch", 20).With("width", 8), 30);
        Assert.All(made.Columns[0].Texts!, Assert.Null);
        Assert.All(made.Columns[2].Numbers!, v => Assert.True(double.IsNaN(v)));
    }
}
