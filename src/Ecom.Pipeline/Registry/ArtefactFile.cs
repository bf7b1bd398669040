namespace Ecom.Pipeline.Registry;

/// <summary>A file of an artefact.</summary>
/// <param name="Path">Relative to the artefact's folder, with <c>/</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record ArtefactFile(string Path, long Length, string Sha256);
