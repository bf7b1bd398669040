using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Encoding;
using FsCheck.Xunit;

namespace Ecom.Augmentation.Tests.Tables;

/// <summary>No number that an encoder keeps is a row's own, unless ten rows have it, and none is moved by one row.</summary>
public class StoredValuesTests
{
    private static TableColumn Column(IReadOnlyList<double> values) => new() { Name = "c", Numbers = [.. values], Decimals = 12 };

    /// <summary>Values without ties, beside some that 5 to 14 rows share each.</summary>
    private static List<double> Values(int rows, int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, rows).Select(_ => Math.Pow(random.NextDouble(), 3) * 100 + (random.Next(2) * 500)).ToList();
        for (var k = 0; k < random.Next(4); k++) values.AddRange(Enumerable.Repeat(random.NextDouble() * 600, random.Next(5, 15)));
        return values;
    }

    private static bool IsShared(double stored, IEnumerable<double> values) => values.Count(v => v == stored) is 0 or >= PrivacyFloor.Users;

    private static ModeEncoder Modes(IReadOnlyList<double> values) => new(new Table([Column(values)]), 1);

    [Property(MaxTest = 150)]
    public bool Modes_and_bounds_belong_to_ten_rows_or_more(byte rows, int seed)
    {
        var values = Values(rows, seed);
        var encoder = Modes(values);
        return encoder.Stored.All(s => IsShared(s, values)) && encoder.StoredRows.All(r => r >= PrivacyFloor.Users - 1e-6)
            && (values.Count >= PrivacyFloor.Users) == encoder.Stored.Any();
    }

    [Property(MaxTest = 150)]
    public bool Ends_of_intervals_belong_to_ten_rows_or_more(byte rows, int seed, byte most)
    {
        var values = Values(3 * rows, seed);
        return new ColumnTokens(Column(values), 1 + most % 60).Stored.All(s => IsShared(s, values));
    }

    [Property(MaxTest = 50)]
    public bool No_outlier_moves_a_bound_or_shows(byte rows, int seed)
    {
        var values = Values(40 + rows, seed);
        var (low, high) = SharedBounds.Of([.. values.Order()]);
        double[] outliers = [.. values.Order().SkipLast(1), 1e9];
        var decoded = Modes(outliers).Decode([.. Enumerable.Repeat(0.99f, 12 * 30)]).Columns[0].Numbers!;
        return SharedBounds.Of(outliers) == (low, high) && decoded.All(v => double.IsNaN(v) || v <= values.Max());
    }

    [Fact]
    public void Ten_rows_tell_one_mode_and_nine_tell_nothing()
    {
        double[] ten = [.. Enumerable.Range(1, 10).Select(v => v + 0.5)];
        Assert.Equal([6.0, 6.0, 6.0], Modes(ten).Stored, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Empty(Modes(ten[..9]).Stored);
        Assert.Empty(new ColumnTokens(Column(ten[..9]), 5).Stored);
    }

    [Fact]
    public void Bounds_are_means_of_ten_with_five_left_out()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(v => (double)v)];
        Assert.Equal((9.5, 29.5), SharedBounds.Of(values));
        Assert.Equal((7.5, 7.5), SharedBounds.Of(values.AsSpan(0, 16)));
    }
}
