using Ecom.Data.Folds;
using Ecom.Domain;

namespace Ecom.Data.Tests.Folds;

public sealed class FoldDirectoryTests
{
    [Fact]
    public void What_was_written_is_read_back()
    {
        using var directory = new TemporaryDirectory();
        var folds = Sample();

        FoldDirectory.Write(directory.Path, folds);
        var read = FoldDirectory.Read(directory.Path);

        Assert.Equal(folds.UserIds, read.UserIds);
        Assert.Equal(folds.Items, read.Items);
        Assert.Equal((1L, 2L, 3L, 4L), (read.TrainEnd, read.TuneEnd, read.GateEnd, read.TestEnd));
        AssertSame(folds.Train, read.Train);
        AssertSame(folds.Tune, read.Tune);
        AssertSame(folds.Gate, read.Gate);
        AssertSame(folds.Test, read.Test);
        AssertSame(folds.Baskets, read.Baskets);
        AssertSame(folds.LaterBaskets, read.LaterBaskets);
    }

    [Fact]
    public void A_directory_without_header_is_named()
    {
        using var directory = new TemporaryDirectory();
        var error = Assert.Throws<InputException>(() => FoldDirectory.Read(directory.Path));
        Assert.Contains("folds.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_matrix_is_an_input_error()
    {
        using var directory = new TemporaryDirectory();
        FoldDirectory.Write(directory.Path, Sample());
        File.WriteAllText(directory.File("tune.parquet"), "PAR1 but no more");
        Assert.Throws<InputException>(() => FoldDirectory.Read(directory.Path));
    }

    [Fact]
    public void An_index_outside_the_shape_is_an_input_error()
    {
        using var directory = new TemporaryDirectory();
        FoldDirectory.Write(directory.Path, Sample());
        var header = directory.File("folds.json");
        File.WriteAllText(header, File.ReadAllText(header).Replace("\"users\": 3", "\"users\": 2", StringComparison.Ordinal));
        Assert.Throws<InputException>(() => FoldDirectory.Read(directory.Path));
    }

    private static FoldSet Sample() => new()
    {
        Train = Interactions.FromEntries(3, 4, [0, 0, 2], [3, 1, 0], [1.5f, 2f, 0.25f], [10, 20, 30]),
        Tune = Interactions.FromEntries(3, 4, [1], [2], [3f], [40]),
        Gate = Interactions.Empty(3, 4),
        Test = Interactions.FromEntries(3, 4, [2, 2], [1, 2], [1f, 1f], [50, 51]),
        Baskets = Interactions.FromEntries(2, 4, [0, 0, 1], [0, 1, 1], [1f, 1f, 1f], [5, 5, 6]),
        LaterBaskets = Interactions.FromEntries(1, 4, [0], [3], [1f], [60]),
        UserIds = ["anna", "b'o\"b", "用户"],
        Items =
        [
            new Product { ItemId = "1" },
            new Product { ItemId = "2", Title = "Tea, green", Category = "food", Brand = "Ümlaut", Price = 2.5, Stock = 3, Description = "x\ny", ImageUrl = "https://x/y.png" },
            new Product { ItemId = "3", Price = 0 },
            new Product { ItemId = "4", Deleted = true },
        ],
        TrainEnd = 1,
        TuneEnd = 2,
        GateEnd = 3,
        TestEnd = 4,
    };

    private static void AssertSame(Interactions expected, Interactions actual)
    {
        Assert.Equal(expected.ItemCount, actual.ItemCount);
        Assert.Equal(expected.RowStarts.ToArray(), actual.RowStarts.ToArray());
        Assert.Equal(expected.AllItems.ToArray(), actual.AllItems.ToArray());
        Assert.Equal(expected.AllWeights.ToArray(), actual.AllWeights.ToArray());
        Assert.Equal(expected.AllTimes.ToArray(), actual.AllTimes.ToArray());
    }
}
