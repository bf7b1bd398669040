using System.Security.Cryptography;
using Ecom.Domain;
using Ecom.Models.Storage;
using Ecom.Search.Text;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Directory = Lucene.Net.Store.Directory;

namespace Ecom.Search.Indexing;

/// <summary>Writes the index of a catalogue.</summary>
public static class SearchIndexWriter
{
    private static readonly PerFieldAnalyzerWrapper _analyzer = new(
        ShopAnalyzer.ForProducts, new Dictionary<string, Lucene.Net.Analysis.Analyzer> { [SearchFields.Words] = ShopAnalyzer.ForWords });

    /// <param name="folder">Existing and empty. The header is written last: a folder without one is unfinished.</param>
    /// <param name="products">In the model's numbering.</param>
    public static void Write(string folder, IReadOnlyList<Product> products)
    {
        using (var directory = FSDirectory.Open(folder)) Write(directory, products.Select((p, i) => (i, p)));
        var files = System.IO.Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(Describe).ToArray();
        AtomicFile.WriteJson(Path.Combine(folder, SearchIndexHeader.FileName), new SearchIndexHeader { Items = products.Count, Files = files });
    }

    internal static SearchIndexFile Describe(string path)
    {
        using var stream = File.OpenRead(path);
        return new SearchIndexFile(Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    internal static void Write(Directory directory, IEnumerable<(int Item, Product Product)> products)
    {
        using var writer = new IndexWriter(directory, new IndexWriterConfig(ShopAnalyzer.Version, _analyzer)
        {
            Similarity = new BM25Similarity(), OpenMode = OpenMode.CREATE, RAMBufferSizeMB = 64,
            // One thread, one order: the same catalogue makes the same index, and numbers rise with documents.
            MergeScheduler = new SerialMergeScheduler(),
        });
        foreach (var (item, product) in products) writer.AddDocument(SearchFields.ToDocument(item, product));
        writer.ForceMerge(1);
        writer.Commit();
        // The writer's lock file is no part of the index.
        directory.ClearLock(IndexWriter.WRITE_LOCK_NAME);
    }
}
