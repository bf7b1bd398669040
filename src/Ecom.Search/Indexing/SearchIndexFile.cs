namespace Ecom.Search.Indexing;

/// <summary>One file of a stored index.</summary>
/// <param name="Name">Within the index's folder.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record SearchIndexFile(string Name, long Length, string Sha256);
