using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;
using Ecom.Search.Learning;
using Ecom.Search.Text;

namespace Ecom.Search.Tests.Learning;

public sealed class SearchRankerTests : IDisposable
{
    private static readonly Product[] _products =
    [
        new() { ItemId = "a", Title = "Red running shoes", Description = "Light shoes for long runs." },
        new() { ItemId = "b", Title = "Shoe rack", Description = "Holds red and blue shoes.", Brand = "Running" },
        new() { ItemId = "c", Title = "Garden hose" },
        new() { ItemId = "d", Title = "紅色跑鞋" },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-ranker-").FullName;
    private readonly SearchIndex _index = SearchIndex.InMemory(_products);

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("red", 1)]
    [InlineData("shoe", 2)]
    [InlineData("紅色", 1)]
    [InlineData("unheard", 0)]
    public void Rarity_is_that_of_the_titles_the_index_counted(string word, int titles) =>
        Assert.Equal(Math.Log(1 + ((_products.Length - titles + .5) / (titles + .5))), new TextStatistics(_index).Idf(word), 9);

    [Fact]
    public void Features_hold_the_indexs_score_and_popularity_beside_the_text()
    {
        var candidates = Candidates("running shoes", [3, 0, 8, 0]);
        var values = new CandidateFeatures(new TextStatistics(_index)).Of("running shoes", candidates);
        float Of(int candidate, string name) => values[(candidate * CandidateFeatures.Count) + CandidateFeatures.Names.ToList().IndexOf(name)];
        Assert.Equal([0, 1], candidates.Select(c => Array.IndexOf(_products, c.Product)).Order());
        Assert.Equal(CandidateFeatures.Count * candidates.Length, values.Length);
        for (var c = 0; c < candidates.Length; c++)
        {
            Assert.Equal(candidates[c].Score, Of(c, "index-score"));
            Assert.Equal(candidates[c].Score / candidates.Max(o => o.Score), Of(c, "index-share"), 5);
            Assert.Equal(candidates[c].Popularity > 0 ? 1 : 0, Of(c, "popularity-share"));
        }
    }

    [Fact]
    public void A_stored_ranker_scores_as_the_one_that_was_stored()
    {
        var features = new CandidateFeatures(new TextStatistics(_index));
        var trees = Trees();
        SearchRanker.Write(_folder, trees);
        var (stored, own) = (SearchRanker.Open(_folder, features), new SearchRanker(features, trees));
        var candidates = Candidates("running shoes", [3, 1, 8, 0]);
        Assert.Equal(own.Score("running shoes", candidates), stored.Score("running shoes", candidates));
        Assert.Equal(2, stored.Score("running shoes", candidates).Distinct().Count());
    }

    [Fact]
    public void What_is_damaged_or_knows_other_features_is_refused()
    {
        var features = new CandidateFeatures(new TextStatistics(_index));
        SearchRanker.Write(_folder, Trees());
        var path = Path.Combine(_folder, SearchRankerHeader.FileName);
        var header = AtomicFile.ReadJson<SearchRankerHeader>(path);
        AtomicFile.WriteJson(path, header with { Features = [.. header.Features.Skip(1)] });
        Assert.Contains("other features", Assert.Throws<InputException>(() => SearchRanker.Open(_folder, features)).Message, StringComparison.Ordinal);
        AtomicFile.WriteJson(path, header with { Format = 2 });
        Assert.Throws<InputException>(() => SearchRanker.Open(_folder, features));
        AtomicFile.WriteJson(path, header);
        File.WriteAllBytes(Path.Combine(_folder, "values.bin"), new byte[8]);
        Assert.Throws<InputException>(() => SearchRanker.Open(_folder, features));
    }

    private static TreeEnsemble Trees() => new([0, 1], [0, 2], [CandidateFeatures.Names.ToList().IndexOf("title-share")], [.7f], [~0], [~1], [-1, 1]);

    private SearchCandidate[] Candidates(string query, float[] popularity)
    {
        using var matches = _index.Find(query, Synonyms.None);
        var candidates = new SearchCandidate[matches.Count];
        for (var m = 0; m < candidates.Length; m++) candidates[m] = new SearchCandidate(_products[matches.Items[m]], matches.Scores[m], popularity[matches.Items[m]]);
        return candidates;
    }
}
