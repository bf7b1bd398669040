namespace Ecom.Pipeline.Storage;

/// <summary>An open blob.</summary>
/// <param name="Info">The version being read.</param>
/// <param name="Stream">Its content; the caller disposes it.</param>
public sealed record BlobContent(BlobInfo Info, Stream Stream) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
