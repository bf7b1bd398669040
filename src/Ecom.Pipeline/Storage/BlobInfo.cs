namespace Ecom.Pipeline.Storage;

/// <summary>What a store knows about a blob without opening it.</summary>
/// <param name="Path">The blob's path.</param>
/// <param name="ETag">Changes with every write of the blob.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Modified">Time of the last write.</param>
public sealed record BlobInfo(string Path, string ETag, long Length, DateTimeOffset Modified);
