namespace Ecom.Data.Ingest.Sources;

/// <summary>File formats a dump can have, after decompression.</summary>
internal enum SourceFormat
{
    Csv,
    JsonLines,
    Parquet,
}
