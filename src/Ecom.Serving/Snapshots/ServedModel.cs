using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;
using Ecom.Pipeline.Starter;
using Ecom.Search;
using Ecom.Search.Learning;
using Ecom.Search.Text;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Overlay;
using Ecom.Serving.Rules;

namespace Ecom.Serving.Snapshots;

/// <summary>
/// Everything one request reads: a model version and the catalogue with one state of the overlay. Immutable, so a list never mixes two versions. Several of
/// them may share one mapped snapshot.
/// </summary>
public sealed class ServedModel
{
    private readonly float[] _popularity;

    /// <summary>What the overlay changed of the texts that are searched; equal ones share the work of indexing.</summary>
    private readonly (int Item, Product Product)[] _changed;

    private ServedModel(
        string version, string family, IScorer scorer, ServedCatalogue catalogue, ReadOnlySpan<float> popularity, SharedSnapshot? shared,
        SearchIndex index, (int, Product)[] changed, Synonyms synonyms, RuleSet rules)
    {
        _changed = changed;
        Search = index;
        Synonyms = synonyms;
        Rules = new CompiledRules(rules, catalogue);
        Version = version;
        Family = family;
        Scorer = scorer;
        Catalogue = catalogue;
        Shared = shared;
        _popularity = new float[catalogue.Count];
        popularity.CopyTo(_popularity);
        for (var i = catalogue.ModelItemCount; i < _popularity.Length; i++)
            foreach (var (item, weight) in catalogue.NeighboursOfNew(i))
                _popularity[i] += weight * popularity[item];
    }

    /// <summary>The model's version; empty before the first model.</summary>
    public string Version { get; }

    /// <summary>The model's family; <c>starter</c> before the first model.</summary>
    public string Family { get; }

    public IScorer Scorer { get; }
    public ServedCatalogue Catalogue { get; }

    /// <summary>The index over the catalogue as it is served, new products included.</summary>
    public SearchIndex Search { get; }

    /// <summary>What orders the best matches of a search; null where the version has none.</summary>
    public SearchRanker? Ranker => Shared?.Ranker;

    public Synonyms Synonyms { get; }

    public CompiledRules Rules { get; }

    /// <summary>Popularity by item; a new product has that of the products it is like.</summary>
    public ReadOnlySpan<float> Popularity => _popularity;

    /// <summary>When the model's products were dealt with; null where it does not say.</summary>
    public ItemActivity? Activity => Shared?.Snapshot.Activity;

    /// <summary>What is bought together with the model's products, by index; null where it does not say.</summary>
    public ISparseRows? Together => Shared?.Snapshot.Together;

    public bool IsStarter => Shared is null;

    /// <summary>The newest event the model saw; the distant past before the first model.</summary>
    public DateTimeOffset DataEnd => Shared?.Snapshot.Header.DataEnd ?? DateTimeOffset.MinValue;

    internal SharedSnapshot? Shared { get; }

    /// <summary>Nothing to serve: before the first ingest.</summary>
    public static ServedModel Nothing { get; } =
        new("", "starter", new ItemScoresScorer([]), ServedCatalogue.Empty, [], null, SearchIndex.InMemory([]), [], Synonyms.None, RuleSet.None);

    public static ServedModel Of(string version, SharedSnapshot shared, OverlayDocument overlay, Synonyms? synonyms = null, RuleSet? rules = null, ServedModel? previous = null)
    {
        var snapshot = shared.Snapshot;
        var before = previous?.Shared == shared ? previous : null;
        var catalogue = ServedCatalogue.Build(
            snapshot.Items, id => snapshot.TryGetItem(id, out var index) ? index : -1, overlay, before?.Catalogue);
        var changed = Changed(snapshot.Items, catalogue, overlay);
        var search = before is not null && before._changed.AsSpan().SequenceEqual(changed) ? before.Search : shared.Search.With(changed);
        return new ServedModel(
            version, snapshot.Model.Family, snapshot.Scorer, catalogue, snapshot.Popularity.Span, shared, search, changed, synonyms ?? Synonyms.None,
            rules ?? RuleSet.None);
    }

    public static ServedModel Of(StarterList starter, OverlayDocument overlay, Synonyms? synonyms = null, RuleSet? rules = null)
    {
        var scores = starter.Items.Select(i => (float)i.Score).ToArray();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < scores.Length; i++) index[starter.Items[i].Product.ItemId] = i;
        var catalogue = ServedCatalogue.Build([.. starter.Items.Select(i => i.Product)], id => index.GetValueOrDefault(id, -1), overlay);
        var search = SearchIndex.InMemory(Enumerable.Range(0, catalogue.Count).Select(i => catalogue[i]));
        return new ServedModel("", "starter", new ItemScoresScorer(scores), catalogue, scores, null, search, [], synonyms ?? Synonyms.None, rules ?? RuleSet.None);
    }

    /// <summary>This model with another state of the overlay, the synonyms and the rules.</summary>
    public ServedModel With(OverlayDocument overlay, Synonyms synonyms, RuleSet rules)
    {
        if (Shared is not null) return Of(Version, Shared, overlay, synonyms, rules, this);
        var items = Enumerable.Range(0, Catalogue.ModelItemCount).Select(i => new StarterItem(Catalogue[i], _popularity[i])).ToArray();
        return Of(new StarterList(default, 0, items), overlay, synonyms, rules);
    }

    /// <summary>The customers the model knows; to be read while the model is leased.</summary>
    public IEnumerable<string> UserIds => Shared?.Snapshot.UserIds ?? [];

    /// <summary>What the model knows of a user's past.</summary>
    public bool TryGetHistory(string userId, out UserHistory history)
    {
        history = default;
        return Shared is not null && Shared.Snapshot.TryGetHistory(userId, out history);
    }

    private static (int Item, Product Product)[] Changed(IReadOnlyList<Product> modelItems, ServedCatalogue catalogue, OverlayDocument overlay)
    {
        var changed = new List<(int, Product)>();
        foreach (var entry in overlay.Entries)
        {
            if (!catalogue.TryGetIndex(entry.ItemId, out var item)) continue;
            // Prices and stock are not searched, and change all day.
            var text = catalogue[item] with { Price = null, Stock = null, Deleted = false, ImageUrl = null };
            if (item < modelItems.Count && modelItems[item] with { Price = null, Stock = null, Deleted = false, ImageUrl = null } == text) continue;
            changed.Add((item, text));
        }
        return [.. changed];
    }
}
