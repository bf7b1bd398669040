using System.IO.Compression;
using System.Text;
using Ecom.Data.Ingest;

namespace Ecom.Data.Tests.Ingest;

/// <summary>Ingests small dumps written by a test.</summary>
internal sealed class Dump : IDisposable
{
    public static readonly DateTimeOffset Now = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public string Output => _directory.Folder("out");

    public string Write(string text, string name = "dump.csv", bool gzip = false) => Write(Encoding.UTF8.GetBytes(text), name, gzip);

    public string Write(byte[] bytes, string name = "dump.csv", bool gzip = false)
    {
        var file = _directory.File(name);
        if (!gzip)
        {
            File.WriteAllBytes(file, bytes);
            return file;
        }
        using var stream = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        stream.Write(bytes);
        return file;
    }

    public IngestRequest Request(string file, DumpMapping? mapping = null, IngestOptions? options = null, DumpKind? kind = null) => new()
    {
        SourceFile = file,
        SourceName = Path.GetFileName(file),
        Kind = kind,
        Mapping = mapping,
        OutputDirectory = Output,
        Options = options ?? IngestOptions.Default,
        Now = Now,
    };

    public IngestResult Ingest(string text, DumpMapping? mapping = null, IngestOptions? options = null, string name = "dump.csv", bool gzip = false) =>
        DumpIngestor.Ingest(Request(Write(text, name, gzip), mapping, options));

    /// <summary>Runs SQL over the output; <c>{events}</c>, <c>{products}</c> and <c>{rejected}</c> stand for the files.</summary>
    public List<object?[]> Query(string sql) => Parquet.Query(sql
        .Replace("{events}", $"read_parquet('{Output}/events/*/*.parquet', hive_partitioning = false)", StringComparison.Ordinal)
        .Replace("{products}", $"read_parquet('{Output}/products.parquet')", StringComparison.Ordinal)
        .Replace("{rejected}", $"read_parquet('{Output}/rejected.parquet')", StringComparison.Ordinal));

    public void Dispose() => _directory.Dispose();
}
