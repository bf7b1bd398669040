using Ecom.Domain;
using Ecom.Search.Indexing;
using Ecom.Search.Text;

namespace Ecom.Search.Tests;

public sealed class SearchIndexTests : IDisposable
{
    private static readonly Product[] _products =
    [
        new() { ItemId = "SKU-1", Title = "Wireless headphones black", Category = "audio.headphones", Brand = "Acme", Description = "With a charging case." },
        new() { ItemId = "SKU-2", Title = "Charging case", Category = "audio.accessories", Brand = "Bolt", Description = "For wireless headphones and nothing else." },
        new() { ItemId = "SKU-3", Title = "Leather sofa", Category = "home/sofas" },
        new() { ItemId = "SKU-4", Title = "蓝牙耳机 黑色", Category = "电子" },
        new() { ItemId = "SKU-5", Title = "Café table, two running men's chairs" },
        new() { ItemId = "SKU-6" },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-search-").FullName;
    private readonly SearchIndex _index = SearchIndex.InMemory(_products);

    [Theory]
    [InlineData("headphones", new[] { 0, 1 })]
    [InlineData("HEADPHONE", new[] { 0, 1 })]
    [InlineData("charging case", new[] { 1, 0 })]
    [InlineData("acme headphones", new[] { 0 })]
    [InlineData("sofas", new[] { 2 })]
    [InlineData("sku-3", new[] { 2 })]
    [InlineData("蓝牙", new[] { 3 })]
    [InlineData("蓝牙耳机", new[] { 3 })]
    [InlineData("耳", new[] { 3 })]
    [InlineData("ｓｏｆａ", new[] { 2 })]
    [InlineData("cafe", new[] { 4 })]
    [InlineData("chair for men", new[] { 4 })]
    [InlineData("headph", new[] { 0, 1 })]
    [InlineData("leather headphones sofa", new[] { 2 })]
    [InlineData("xylophone", new int[0])]
    [InlineData("  ", new int[0])]
    [InlineData("+title:(\"*?~[", new int[0])]
    public void Finds_the_products_meant_best_first(string query, int[] expected) => Assert.Equal(expected, Found(_index, query).Items);

    [Theory]
    [InlineData("headphonse", "headphones")]
    [InlineData("lether sofa", "leather sofa")]
    [InlineData("wirelss headpones", "wireless headphones")]
    public void A_misspelt_word_is_taken_for_the_one_meant_and_told(string query, string corrected)
    {
        using var matches = _index.Find(query, Synonyms.None);
        Assert.Equal(corrected, matches.Corrected);
        Assert.True(matches.Count > 0);
    }

    [Fact]
    public void What_has_not_every_word_is_found_only_where_nothing_has()
    {
        Assert.Equal(MatchKind.All, Found(_index, "wireless headphones").Kind);
        Assert.Equal(MatchKind.Some, Found(_index, "green wireless headphones").Kind);
        Assert.Equal(MatchKind.None, Found(_index, "xylophone").Kind);
    }

    [Fact]
    public void Synonyms_work_for_phrases_in_their_direction()
    {
        var synonyms = Synonyms.Parse(["couch, settee, sofa", "# a comment", "ear cups => wireless headphones"]);
        Assert.Equal([2], Found(_index, "couch", synonyms).Items);
        Assert.Equal([2], Found(_index, "leather settee", synonyms).Items);
        Assert.Equal([0, 1], Found(_index, "ear cups", synonyms).Items);
        Assert.Empty(Found(_index, "couch").Items);
    }

    [Theory]
    [InlineData("alone")]
    [InlineData("a => b => c")]
    [InlineData("a, ,b")]
    public void A_rule_that_says_nothing_is_refused_with_its_number(string rule)
    {
        var refused = Assert.Throws<InputException>(() => Synonyms.Parse(["a, b", rule]));
        Assert.Contains("2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_products_are_found_as_they_are_now_and_new_ones_beside_them()
    {
        using var changed = _index.With([(2, new Product { ItemId = "SKU-3", Title = "Velvet armchair" }), (6, new Product { ItemId = "new", Title = "Wireless sofa" })]);
        Assert.Equal([2], Found(changed, "armchair").Items);
        Assert.Equal([6], Found(changed, "sofa").Items);
        Assert.Equal([0, 1, 6], Found(changed, "wireless").Items.Order());
        Assert.Equal([2], Found(_index, "sofa").Items);
    }

    [Fact]
    public void A_stored_index_finds_what_one_in_memory_finds()
    {
        SearchIndexWriter.Write(_folder, _products);
        using var stored = SearchIndex.Open(_folder);
        foreach (var query in new[] { "headphones", "charging case", "蓝牙耳机", "sofa" }) Assert.Equal(Found(_index, query).Items, Found(stored, query).Items);
    }

    [Fact]
    public void A_damaged_index_is_refused_with_the_file()
    {
        SearchIndexWriter.Write(_folder, _products);
        var victim = Directory.EnumerateFiles(_folder).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).MaxBy(f => new FileInfo(f).Length)!;
        var bytes = File.ReadAllBytes(victim);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(victim, bytes);
        Assert.Contains(Path.GetFileName(victim), Assert.Throws<InputException>(() => SearchIndex.Open(_folder)).Message, StringComparison.Ordinal);
        File.Delete(victim);
        Assert.Throws<InputException>(() => SearchIndex.Open(_folder));
    }

    [Fact]
    public void The_word_being_typed_is_completed()
    {
        Assert.Equal(["headphones"], _index.Complete("black head", 5));
        Assert.Empty(_index.Complete("", 5));
    }

    [Fact]
    public void Concurrent_readers_do_not_disturb_each_other() =>
        Parallel.For(0, 200, i => Assert.Equal(i % 2 == 0 ? [1, 0] : [2], Found(_index, i % 2 == 0 ? "charging case" : "sofa").Items));

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static (int[] Items, MatchKind Kind) Found(SearchIndex index, string query, Synonyms? synonyms = null)
    {
        using var matches = index.Find(query, synonyms ?? Synonyms.None);
        var scores = matches.Scores.ToArray();
        return ([.. matches.Items.ToArray().Zip(scores).OrderByDescending(m => m.Second).ThenBy(m => m.First).Select(m => m.First)], matches.Kind);
    }
}
