using Ecom.Domain;
using Ecom.Models.Storage;
using Ecom.Search.Indexing;
using Ecom.Search.Querying;
using Ecom.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Directory = Lucene.Net.Store.Directory;

namespace Ecom.Search;

/// <summary>
/// A catalogue's full-text index, immutable and safe for concurrent readers. Disposing it closes its files, so no reader may be left; an index with changes on top
/// (<see cref="With"/>) reads the one below and must not outlive it.
/// </summary>
public sealed class SearchIndex : IDisposable
{
    /// <summary>Where not every word is found: two thirds of them have to be.</summary>
    private const double RelaxedShare = .66;

    private readonly IndexReader _reader;
    private readonly Directory? _directory;
    private readonly IndexSearcher _searcher;
    private readonly int _baseDocuments;
    private readonly HashSet<int> _replaced;

    private SearchIndex(IndexReader reader, Directory? directory, int baseDocuments, HashSet<int> replaced)
    {
        (_reader, _directory, _baseDocuments, _replaced) = (reader, directory, baseDocuments, replaced);
        Products = reader.MaxDoc;
        _searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
    }

    /// <summary>Products in the index; of those changed since, both forms.</summary>
    public int Products { get; }

    internal IndexReader Reader => _reader;

    /// <summary>Maps a stored index.</summary>
    /// <exception cref="InputException">The folder holds no index this build can read, or a damaged one.</exception>
    public static SearchIndex Open(string folder)
    {
        var path = Path.Combine(folder, SearchIndexHeader.FileName);
        var header = AtomicFile.ReadJson<SearchIndexHeader>(path);
        if (header.Format != SearchIndexHeader.CurrentFormat)
            throw new InputException(path, null, $"format {header.Format} is not supported; this build reads format {SearchIndexHeader.CurrentFormat}.");
        foreach (var file in header.Files)
        {
            var named = Path.Combine(folder, Path.GetFileName(file.Name));
            if (!File.Exists(named)) throw new InputException(named, null, "the file is missing.");
            if (SearchIndexWriter.Describe(named) != file) throw new InputException(named, null, "the content does not have the length and SHA-256 the header says.");
        }
        var directory = FSDirectory.Open(folder);
        try
        {
            var reader = DirectoryReader.Open(directory);
            if (reader.MaxDoc == header.Items) return new SearchIndex(reader, directory, 0, []);
            reader.Dispose();
            throw new InputException(path, null, $"the index holds {reader.MaxDoc} products, its header says {header.Items}.");
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>An index in memory: for a few products, or a catalogue that came without one.</summary>
    public static SearchIndex InMemory(IEnumerable<Product> products)
    {
        var directory = new RAMDirectory();
        SearchIndexWriter.Write(directory, products.Select((p, i) => (i, p)));
        return new SearchIndex(DirectoryReader.Open(directory), directory, 0, []);
    }

    /// <summary>This index with some products anew and others added. One search covers both, by the word frequencies of both together.</summary>
    /// <param name="changed">Item number and the product as it is now.</param>
    public SearchIndex With(IReadOnlyList<(int Item, Product Product)> changed)
    {
        if (changed.Count == 0) return new SearchIndex(_reader, null, _baseDocuments, _replaced);
        if (_baseDocuments != 0) throw new InvalidOperationException("Changes go on top of a stored index, not of other changes.");
        var directory = new RAMDirectory();
        SearchIndexWriter.Write(directory, changed);
        // Never disposed, and told to own what it reads: otherwise it would keep the index below open after its owner closed it.
        var both = new MultiReader([_reader, DirectoryReader.Open(directory)], closeSubReaders: true);
        return new SearchIndex(both, null, _reader.MaxDoc, [.. changed.Select(c => c.Item)]);
    }

    /// <summary>All products with every word of the query; where none has, those with most of them.</summary>
    public SearchMatches Find(string text, Synonyms synonyms)
    {
        var terms = QueryTerms.Parse(_reader, text, synonyms);
        var matches = Collect(QueryBuilder.Build(terms, text, 1), terms.Corrected, MatchKind.All);
        if (matches.Count > 0 || terms.Parts.Count < 2) return matches;
        matches.Dispose();
        return Collect(QueryBuilder.Build(terms, text, RelaxedShare), terms.Corrected, MatchKind.Some);
    }

    /// <summary>All products with any word of the query: for ranking a given list, not for finding one.</summary>
    public SearchMatches FindAny(string text, Synonyms synonyms)
    {
        var terms = QueryTerms.Parse(_reader, text, synonyms);
        return Collect(QueryBuilder.Build(terms, text, 0), terms.Corrected, MatchKind.Some);
    }

    /// <summary>Whole words the last word of a text may become, the most frequent first.</summary>
    public IReadOnlyList<string> Complete(string text, int most) =>
        Tokens.Of(ShopAnalyzer.ForWords, text) is [.., var last] ? WordList.StartingWith(_reader, last, most) : [];

    public void Dispose()
    {
        // What lies on top of another index owns nothing but memory.
        if (_directory is null) return;
        _reader.Dispose();
        _directory.Dispose();
    }

    private SearchMatches Collect(Query query, string? corrected, MatchKind kind)
    {
        var collector = new MatchCollector(Math.Max(1, _reader.MaxDoc), (doc, item) => doc >= _baseDocuments || !_replaced.Contains(item));
        _searcher.Search(query, collector);
        return collector.Result(corrected, kind);
    }
}
