namespace Ecom.Models.Storage;

/// <summary>One array of a model or snapshot, in a file of its own.</summary>
/// <param name="Name">What it is, unique within the directory.</param>
/// <param name="File">Plain file name beside the header.</param>
/// <param name="Type"><c>u8</c>, <c>i32</c>, <c>i64</c> or <c>f32</c>, little endian.</param>
/// <param name="Length">Elements, not bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal digest of the file.</param>
/// <param name="XxHash128">Likewise: what is checked when the file is opened, since it takes less time; null in files made before it was written.</param>
public sealed record SectionHeader(string Name, string File, string Type, long Length, string Sha256, string? XxHash128 = null);
