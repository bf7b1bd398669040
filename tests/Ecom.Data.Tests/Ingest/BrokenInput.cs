using Ecom.Data.Ingest;

namespace Ecom.Data.Tests.Ingest;

/// <summary>One broken file.</summary>
/// <param name="Kind">What is broken, as the documentation says it.</param>
/// <param name="File">Its name.</param>
/// <param name="Content">Its bytes.</param>
public sealed record BrokenInput(string Kind, string File, byte[] Content)
{
    public DumpMapping? Mapping { get; init; }
    public IngestOptions? Options { get; init; }
}
