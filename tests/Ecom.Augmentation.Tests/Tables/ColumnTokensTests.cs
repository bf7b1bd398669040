using Ecom.Augmentation.Tables;
using Ecom.Augmentation.Tables.Encoding;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ecom.Augmentation.Tests.Tables;

public class ColumnTokensTests
{
    [Fact]
    public void Values_that_enough_rows_share_come_back_as_they_are()
    {
        var column = new TableColumn { Name = "c", Numbers = [.. Enumerable.Range(0, 60).Select(r => (double)(r % 3))] };
        var tokens = new ColumnTokens(column, 50);
        Assert.Equal(3, tokens.Count);
        Assert.Equal(column.Numbers, tokens.Decode(tokens.Encode(column), new Random(1)).Numbers);
    }

    [Fact]
    public void Rare_texts_are_lost_to_the_commonest_and_missing_ones_stay_missing()
    {
        string?[] texts = [.. Enumerable.Repeat("often", 30), .. Enumerable.Repeat("rare", 9), .. Enumerable.Repeat<string?>(null, 10)];
        var column = new TableColumn { Name = "c", Texts = texts };
        var tokens = new ColumnTokens(column, 50);
        var back = tokens.Decode(tokens.Encode(column), new Random(1)).Texts!;
        Assert.Equal(39, back.Count(t => t == "often"));
        Assert.Equal(10, back.Count(t => t is null));
    }

    [Property(MaxTest = 60)]
    public Property No_stored_value_stands_for_fewer_rows_than_the_floor(NonEmptyArray<int> values, PositiveInt most) =>
        Prop.ToProperty(Holds([.. values.Get.Select(v => (double)(v % 50))], 1 + most.Get % 60));

    private static bool Holds(double[] values, int most)
    {
        // Repeated, or there would be nothing to keep in most cases.
        double[] numbers = [.. Enumerable.Repeat(values, 4).SelectMany(v => v).Select((v, r) => v + (r % 7 == 0 ? 0.5 : 0))];
        var column = new TableColumn { Name = "c", Numbers = numbers, Decimals = 1 };
        var tokens = new ColumnTokens(column, most);
        var encoded = tokens.Encode(column);
        var kept = tokens.Rows.Where(r => r > 0).ToArray();
        return kept.All(r => r >= PrivacyFloor.Users) && encoded.All(t => t >= 0 && t < tokens.Count)
            && tokens.Decode(encoded, new Random(1)).Numbers!.All(v => double.IsNaN(v) || (v >= numbers.Min() && v <= numbers.Max()));
    }

    [Fact]
    public void An_outlier_never_shows()
    {
        double[] numbers = [.. Enumerable.Range(0, 500).Select(r => (double)r), 1e6];
        var tokens = new ColumnTokens(new TableColumn { Name = "c", Numbers = numbers }, 20);
        Assert.All(tokens.Decode([.. Enumerable.Repeat(Enumerable.Range(0, tokens.Count), 50).SelectMany(t => t)], new Random(1)).Numbers!, v => Assert.True(v < 500));
    }
}
