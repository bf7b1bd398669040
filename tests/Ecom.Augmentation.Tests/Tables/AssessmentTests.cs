using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Assessment;

namespace Ecom.Augmentation.Tests.Tables;

public class AssessmentTests
{
    private static TableColumn Numbers(params double[] values) => new() { Name = "n", Numbers = values };
    private static TableColumn Texts(params string?[] values) => new() { Name = "t", Texts = values };

    [Fact]
    public void Column_shapes_equal_hand_computed_cases()
    {
        // F(1..4) against F(3..6): at 2, one half against nothing.
        Assert.Equal(0.5, ColumnShapes.Similarity(Numbers(1, 2, 3, 4), Numbers(3, 4, 5, 6)), 9);
        Assert.Equal(0.75, ColumnShapes.Similarity(Texts("a", "a", "b", null), Texts("a", "b", "b", null)), 9);
        Assert.Equal(1, ColumnShapes.Similarity(Numbers(1, 1, 2), Numbers(1, 1, 2)), 9);
    }

    [Fact]
    public void Column_pairs_equal_hand_computed_cases()
    {
        // Correlation 1 against −1.
        Assert.Equal(0, ColumnPairs.Compare(Numbers(1, 2, 3), Numbers(1, 2, 3), Numbers(1, 2, 3), Numbers(3, 2, 1)).Similarity, 9);
        // Real: (a,x) (b,y); synthetic: (a,x) (b,x): half of the mass is elsewhere.
        var (similarity, related) = ColumnPairs.Compare(Texts("a", "b"), Texts("x", "y"), Texts("a", "b"), Texts("x", "x"));
        Assert.Equal((0.5, true), (similarity, related));
    }

    [Fact]
    public void A_table_is_like_itself_and_all_copies()
    {
        var table = MadeUp.Mixed(300, 1);
        var quality = QualityReport.Of(table, table);
        Assert.Equal((1.0, 1.0, 1.0, 1.0, 1.0), (quality.Overall, quality.ColumnShapes, quality.ColumnPairs, quality.Coverage, quality.Adherence));
        Assert.Equal(1, PrivacyReport.Of(table, table, null, 1, 1).ExactCopies);
    }

    [Fact]
    public void Copying_the_training_rows_is_found_out_and_fresh_rows_are_not()
    {
        // Three columns of numbers without ties, so that rows differ.
        Table Rows(int seed)
        {
            var random = new Random(seed);
            return new Table([.. Enumerable.Range(0, 3).Select(c => new TableColumn
                { Name = $"c{c}", Numbers = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())], Decimals = 9 })]);
        }
        var (train, holdout) = (Rows(1), Rows(2));
        var copied = PrivacyReport.Of(train, train, holdout, 1, 1);
        Assert.True(copied.MembershipAuc > 0.99 && copied.TprAt1PercentFpr > 0.95);
        var fresh = PrivacyReport.Of(train, Rows(3), holdout, 1, 1);
        Assert.InRange(0.5, fresh.MembershipAucInterval![0] - 0.05, fresh.MembershipAucInterval[1] + 0.05);
        Assert.Equal(0, fresh.ExactCopies);
    }

    [Fact]
    public void True_positives_at_a_tenth_of_a_percent_are_told_from_ten_thousand_non_members_on()
    {
        Table Rows(int seed, int rows)
        {
            var random = new Random(seed);
            return new Table([new TableColumn { Name = "c", Numbers = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())], Decimals = 9 }]);
        }
        var train = Rows(1, 200);
        var few = PrivacyReport.Of(train, train, Rows(2, 19_998), 1, 2);
        Assert.Equal((2000, (double?)null), (few.NonMembers, few.TprAtTenthPercentFpr));
        Assert.Null(few.TprAtTenthPercentInterval);
        var many = PrivacyReport.Of(train, train, Rows(2, 20_000), 1, 2);
        Assert.Equal(10_000, many.NonMembers);
        // Copies: nearly every training row is nearer than all but ten of ten thousand others.
        Assert.InRange(many.TprAtTenthPercentFpr!.Value, 0.5, many.TprAt1PercentFpr!.Value);
        Assert.Equal(RocCurve.ClopperPearson((int)Math.Round(many.TprAtTenthPercentFpr.Value * 200), 200), many.TprAtTenthPercentInterval);
        Assert.InRange(PrivacyReport.Of(train, Rows(3, 200), Rows(2, 20_000), 1, 2).TprAtTenthPercentFpr!.Value, 0, 0.03);
    }

    [Fact]
    public void The_two_sample_test_tells_other_rows_and_not_the_same_kind()
    {
        var other = MadeUp.Mixed(600, 2);
        other = other with { Columns = [other.Columns[0], other.Columns[1] with { Numbers = [.. other.Columns[1].Numbers!.Select(v => v + 30)] }, other.Columns[2]] };
        Assert.True(TwoSampleTest.Auc(MadeUp.Mixed(600, 1), other, 1, 1) > 0.9);
        Assert.InRange(TwoSampleTest.Auc(MadeUp.Mixed(600, 1), MadeUp.Mixed(600, 3), 1, 1), 0.35, 0.65);
    }

    [Fact]
    public void Usefulness_falls_where_the_relation_to_the_target_is_destroyed()
    {
        var (real, test) = (MadeUp.Mixed(600, 1), MadeUp.Mixed(300, 2));
        var broken = real with { Columns = [real.Columns[0] with { Texts = [.. real.Columns[0].Texts!.Reverse()] }, .. real.Columns.Skip(1)] };
        var report = UtilityReport.Of(real, broken, test, "kind", 1, 1);
        Assert.True(report.Real > 0.95 && report.Synthetic < report.Real - 0.2, $"{report}");
        Assert.Equal(4, report.ByClassifier.Count);
    }

    [Fact]
    public void Curves_and_intervals_equal_known_values()
    {
        Assert.Equal(0.875, RocCurve.Area([3, 2], [1, 2]), 9);
        Assert.Equal((1, 0.5), RocCurve.TruePositives([5, 1], [4, 3, 2, 1], 0.01));
        var none = RocCurve.ClopperPearson(0, 10);
        var half = RocCurve.ClopperPearson(5, 10);
        Assert.Equal([0, 0.3085, 0.1871, 0.8129], [none[0], none[1], half[0], half[1]], (a, b) => Math.Abs(a - b) < 1e-4);
    }
}
