using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Content;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Tests.Content;

public class ContentTests
{
    [Fact]
    public void An_item_nobody_touched_is_found_by_its_words()
    {
        string[] titles = ["red kettle", "blue kettle", "red scarf", "green scarf", "wool hat", "wool hat large", "oak table", "oak chair"];
        var data = new TrainingData
        {
            // Item 1, the blue kettle, has no interaction.
            Observed = TestData.Matrix(2, titles.Length, (0, 0, 1), (1, 2, 1), (1, 4, 1)),
            Catalogue = new ItemCatalogue
            {
                ItemIds = [.. titles.Select((_, i) => $"i{i}")],
                Titles = titles,
                Categories = ["home.kitchen", "home.kitchen", "wear", "wear", "wear", "wear", "home.furniture", "home.furniture"],
                Brands = new string?[titles.Length],
                Prices = [10, 12, 5, 6, 8, 9, 100, 80],
            },
        };
        using var model = new ContentFamily().Fit(data, Parameters.None.With("neighbours", 5).With("decay", 1), TestData.Context);
        var scores = new float[titles.Length];
        model.Score(UserHistory.Of(data.Observed, 0), scores);
        Assert.Equal(1, TopK.Select(scores, 1, [0])[0].Item);
        Assert.Equal([0], model.Explain(UserHistory.Of(data.Observed, 0), 1, 3).Select(b => b.Item));
    }
}
