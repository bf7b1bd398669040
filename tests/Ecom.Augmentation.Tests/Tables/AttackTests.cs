using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Assessment;
using Ecom.Augmentation.Tables.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests.Tables;

/// <summary>Each attack against a table of copies, where it has to succeed, and against fresh rows of the same kind, where it must not.</summary>
public class AttackTests
{
    /// <summary>Four numbers without ties and a text that nothing else tells.</summary>
    private static Table Rows(int seed, int count = 300)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, 4).Select(c => new TableColumn
            { Name = $"c{c}", Numbers = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())], Decimals = 9 });
        return new Table([.. numbers, new TableColumn { Name = "secret", Texts = [.. Enumerable.Range(0, count).Select(_ => $"s{random.Next(10)}")] }]);
    }

    [Fact]
    public void A_secret_is_inferred_from_copies_only()
    {
        var copied = AttributeInference.Of(Rows(1), Rows(1), Rows(2), 1, 1)["secret"];
        Assert.True(copied.Success > 0.99 && copied.Control < 0.25 && copied.RiskInterval[0] > 0.8, $"{copied}");
        var fresh = AttributeInference.Of(Rows(1), Rows(3), Rows(2), 1, 1)["secret"];
        Assert.Equal(0, fresh.RiskInterval[0]);
        Assert.InRange(fresh.Success, 0, 0.25);
    }

    [Fact]
    public void Copies_single_people_out_and_fresh_rows_do_not()
    {
        Assert.True(SinglingOut.Univariate(Rows(1), Rows(1), Rows(2), 1) is { Success: > 0.95, Control: < 0.05 });
        Assert.True(SinglingOut.Multivariate(Rows(1), Rows(1), Rows(2), 1) is { Attacks: > 30, RiskInterval: [> 0.3, _] });
        Assert.Equal(0, SinglingOut.Univariate(Rows(1), Rows(3), Rows(2), 1).RiskInterval[0]);
        Assert.Equal(0, SinglingOut.Multivariate(Rows(1), Rows(3), Rows(2), 1).RiskInterval[0]);
    }

    [Fact]
    public void Fresh_rows_of_few_columns_and_other_sizes_single_nobody_out()
    {
        var random = new Random(5);
        Table Draw(int rows)
        {
            int[] ages = [.. Enumerable.Range(0, rows).Select(_ => random.Next(18, 70))];
            return new Table([
                new TableColumn { Name = "age", Numbers = [.. ages.Select(a => (double)a)] },
                new TableColumn { Name = "kind", Texts = [.. ages.Select(_ => $"{random.Next(3)}")] },
                new TableColumn { Name = "score", Numbers = [.. ages.Select(a => Math.Round(a / 10.0 + random.NextDouble(), 1))], Decimals = 1 },
            ]);
        }
        var risks = Enumerable.Range(0, 20).Select(s => SinglingOut.Multivariate(Draw(400), Draw(400), Draw(300), s)).ToArray();
        // On average neither side is hit more often; one run alone may be off, as descriptions share the few rows at the edges.
        Assert.InRange(risks.Average(r => r.Success - r.Control), -0.08, 0.08);
        Assert.InRange(risks.Count(r => r.RiskInterval[0] > 0), 0, 6);
    }

    [Fact]
    public void Shadows_find_out_a_method_that_copies_and_not_one_that_forgets()
    {
        var copied = ShadowAttack.Of(Rows(1), Rows(1), Rows(2), new Method(copies: true), Parameters.None, 6, Shops.Context());
        Assert.True(copied.Auc > 0.95 && copied.TprAt1PercentFpr > 0.5, $"{copied}");
        var forgot = ShadowAttack.Of(Rows(1), Rows(3), Rows(2), new Method(copies: false), Parameters.None, 6, Shops.Context());
        Assert.InRange(0.5, forgot.AucInterval[0] - 0.03, forgot.AucInterval[1] + 0.03);
        Assert.Throws<ArgumentOutOfRangeException>(() => ShadowAttack.Of(Rows(1), Rows(3), Rows(2), new Method(false), Parameters.None, 17, Shops.Context()));
    }

    [Fact]
    public void Risk_is_what_is_left_of_success_beyond_the_control()
    {
        var rate = AttackRate.Of(100, 60, 100, 20);
        Assert.Equal(0.5, rate.Risk, 9);
        Assert.True(rate.RiskInterval[0] is > 0.3 and < 0.5 && rate.RiskInterval[1] > 0.5);
        Assert.Equal((0, 0), (AttackRate.Of(100, 20, 100, 60).Risk, AttackRate.Of(0, 0, 0, 0).Attacks));
    }

    [Fact]
    public void Fidelity_tells_rows_of_the_same_kind_from_too_few_kinds_and_from_other_places()
    {
        var same = FidelityReport.Of(Rows(1), Rows(2), 1, 1);
        Assert.True(same is { Density: > 0.8 and < 1.2, Coverage: > 0.9, AlphaPrecision: > 0.9, BetaRecall: > 0.4 }, $"{same}");
        // All like one row: typical, so that precision may hold, but nothing else is covered.
        var one = FidelityReport.Of(Rows(1), Rows(1).Rows([.. Enumerable.Repeat(7, 300)]), 1, 1);
        Assert.True(one.Coverage < 0.1 && one.BetaRecall < 0.2, $"{one}");
        var far = Rows(2) with { Columns = [.. Rows(2).Columns.Select(c => c.Numbers is { } n ? c with { Numbers = [.. n.Select(v => v + 9)] } : c)] };
        var elsewhere = FidelityReport.Of(Rows(1), far, 1, 1);
        Assert.Equal((0, 0), (elsewhere.Density, elsewhere.Coverage));
        Assert.True(elsewhere.AlphaPrecision < 0.2, $"{elsewhere}");
    }

    [Fact]
    public void Distance_ratios_equal_a_hand_computed_case() =>
        Assert.Equal([0.5, 1], RowDistance.NearestRatio([[0.1f], [0.4f]], [[0.2f], [0.3f], [0.5f]], [false], 1), (a, b) => Math.Abs(a - b) < 1e-5);

    private sealed class Method(bool copies) : ITableSynthesizer
    {
        public string Name => "m";

        public ITableGenerator Fit(Table table, Parameters parameters, FitContext context) => new Generator(copies ? table : Rows(context.Seed + 100));

        private sealed class Generator(Table table) : ITableGenerator
        {
            public IReadOnlyDictionary<string, double> Figures { get; } = new Dictionary<string, double>();

            public Table Sample(int rows, int seed, CancellationToken cancellation = default) => table.Rows([.. Enumerable.Range(0, Math.Min(rows, table.RowCount))]);

            public void Dispose()
            {
            }
        }
    }
}
