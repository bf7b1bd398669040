using Ecom.Domain;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;

namespace Ecom.Models.Tests.Formats;

public class ItemItemLayoutTests
{
    private static readonly SparseRows Rows = SparseRows.Transpose(3, [[1, 2], [0], [0]], [[.3f, .1f], [.5f], [.25f]]);

    [Fact]
    public void A_written_model_scores_as_the_one_in_memory()
    {
        using var temporary = new TemporaryDirectory();
        var profile = new ProfileWeighting(.8f, .5f);
        ItemItemLayout.Write(temporary.Path, "itemknn", Parameters.None.With("shrink", 10), Rows, [1, 2, 3], profile);
        using var model = ModelDirectory.Open(temporary.Path);
        Assert.Equal("itemknn", model.Header.Family);
        Assert.Equal(10, model.Header.Parameters.Number("shrink", 0));

        var history = new UserHistory(new[] { 0, 1 }, new[] { 4f, 1f }, ReadOnlyMemory<long>.Empty);
        float[] read = new float[3], memory = new float[3];
        model.Scorer.Score(history, read);
        new ItemItemScorer(Rows, [1, 2, 3], profile).Score(history, memory);
        Assert.Equal(memory, read);
    }

    [Fact]
    public void A_model_made_before_is_read_too()
    {
        using var temporary = new TemporaryDirectory();
        ModelDirectory.Write(
            temporary.Path,
            new ModelHeader { Family = "itemknn", Layout = ItemItemLayout.LayoutName, Items = 3, Scoring = ProfileWeighting.Binary.ToParameters() },
            w =>
            {
                w.Add<long>("starts", Rows.Starts);
                w.Add<int>("items", Rows.Items);
                w.Add<float>("weights", Rows.Weights);
                w.Add<float>("prior", [1, 2, 3]);
            });
        using var model = ModelDirectory.Open(temporary.Path);
        var history = new UserHistory(new[] { 0, 1 }, new[] { 1f, 1f }, ReadOnlyMemory<long>.Empty);
        float[] read = new float[3], memory = new float[3];
        model.Scorer.Score(history, read);
        new ItemItemScorer(Rows, [1, 2, 3], ProfileWeighting.Binary).Score(history, memory);
        Assert.Equal(memory, read);
        AssertReadBack(temporary.Path);
    }

    [Fact]
    public void What_was_written_is_read_back_row_by_row()
    {
        using var temporary = new TemporaryDirectory();
        ItemItemLayout.Write(temporary.Path, "itemknn", Parameters.None, Rows, [1, 2, 3], ProfileWeighting.Binary);
        AssertReadBack(temporary.Path);
    }

    [Fact]
    public void An_index_out_of_range_is_refused_before_it_is_followed()
    {
        using var temporary = new TemporaryDirectory();
        var broken = Rows with { Items = [.. Rows.Items[..^1], 3] };
        ItemItemLayout.Write(temporary.Path, "itemknn", Parameters.None, broken, [1, 2, 3], ProfileWeighting.Binary);
        Assert.Contains("outside", Assert.Throws<InputException>(() => ModelDirectory.Open(temporary.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 9", "format 9")]
    [InlineData("item-item", "unheard-of", "unheard-of")]
    [InlineData("pairs.bin", "../pairs.bin", "plain file name")]
    [InlineData("\"f32\"", "\"f64\"", "f64")]
    [InlineData("\"items\": 3", "\"items\": 4", "instead of")]
    public void A_header_that_does_not_fit_is_refused_with_the_reason(string from, string to, string reason)
    {
        using var temporary = new TemporaryDirectory();
        ItemItemLayout.Write(temporary.Path, "itemknn", Parameters.None, Rows, [1, 2, 3], ProfileWeighting.Binary);
        var header = Path.Combine(temporary.Path, ModelHeader.FileName);
        var text = File.ReadAllText(header);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(header, text.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(reason, Assert.Throws<InputException>(() => ModelDirectory.Open(temporary.Path)).Message, StringComparison.Ordinal);
    }

    private static void AssertReadBack(string directory)
    {
        var read = ItemItemLayout.Read(directory).Rows;
        Assert.Equal(Rows.Starts, read.Starts);
        Assert.Equal(Rows.Items, read.Items);
        Assert.Equal(Rows.Weights, read.Weights);
    }
}
