using Ecom.Domain;
using Ecom.Search.Learning;

namespace Ecom.Search.Tests.Learning;

public sealed class RelevanceFeaturesTests : IDisposable
{
    private static readonly Product[] _products =
    [
        new() { ItemId = "shoes", Title = "Red running shoes", Description = "Light shoes for long runs." },
        new() { ItemId = "rack", Title = "Shoe rack", Description = "Holds red and blue shoes." }, new() { ItemId = "hose", Title = "Garden hose" }, new() { ItemId = "none" },
    ];

    private static readonly RelevanceDocument[] _documents = [.. _products.Select(p => new RelevanceDocument(p.Title, p.Description))];

    private readonly SearchIndex _index = SearchIndex.InMemory(_products);
    private readonly RelevanceFeatures _features;

    public RelevanceFeaturesTests() => _features = new RelevanceFeatures(new TextStatistics(_index));

    public void Dispose() => _index.Dispose();

    [Fact]
    public void Features_say_what_they_are_called()
    {
        var values = _features.Of("red running shoes", _documents);
        float Of(int document, string name) => values[(document * RelevanceFeatures.Count) + RelevanceFeatures.Names.ToList().IndexOf(name)];
        Assert.Equal(1, Of(0, "title-all"));
        Assert.Equal(1, Of(0, "title-run"));
        Assert.Equal(1, Of(0, "title-pairs"));
        Assert.Equal(0, Of(0, "title-bm25-gap"));
        Assert.Equal(1, Of(0, "head-in-title"));
        Assert.Equal(1 / 3f, Of(1, "title-share"), 5);
        Assert.Equal(2 / 3f, Of(1, "either-share"), 5);
        Assert.Equal(0, Of(2, "either-share"));
        Assert.Equal(1, Of(0, "title-cosine"), 5);
        Assert.All(values, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void A_candidate_is_not_compared_with_itself()
    {
        var values = _features.Of("garden hose", [_documents[2], _documents[2], _documents[0]]);
        var alone = _features.Of("garden hose", [_documents[2], _documents[0]]);
        var centroid = RelevanceFeatures.Names.ToList().IndexOf("centroid-cosine");
        Assert.True(values[centroid] > .5f);
        Assert.Equal(0, alone[centroid], 5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("zzz yyy")]
    public void Any_query_gives_finite_features(string query) => Assert.All(_features.Of(query, _documents), v => Assert.True(float.IsFinite(v)));
}
