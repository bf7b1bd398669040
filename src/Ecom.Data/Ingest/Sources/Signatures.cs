using Ecom.Domain;

namespace Ecom.Data.Ingest.Sources;

/// <summary>Recognises by their first bytes files that are no text, and names what they are.</summary>
internal static class Signatures
{
    /// <exception cref="InputException">The bytes begin something that cannot be read.</exception>
    public static void Refuse(ReadOnlySpan<byte> head, string name)
    {
        var what = Describe(head);
        if (what is not null) throw new InputException(name, null, what);
    }

    private static string? Describe(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8)) return "this is a ZIP archive or an Excel workbook; export CSV, or compress with gzip.";
        if (head is [0x1f, 0x8b, ..]) return "it is compressed twice; compress it once.";
        if (head is [0x28, 0xb5, 0x2f, 0xfd, ..]) return "this is Zstandard; compress with gzip.";
        if (head is [0xfd, 0x37, 0x7a, 0x58, 0x5a, ..]) return "this is XZ; compress with gzip.";
        if (head.StartsWith("BZh"u8)) return "this is bzip2; compress with gzip.";
        if (head.StartsWith("SQLite format 3"u8)) return "this is a SQLite database; export CSV.";
        if (head.StartsWith("%PDF"u8)) return "this is a PDF; export CSV.";
        if (head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..]) return "the text is UTF-16; save it as UTF-8.";
        var zeros = head.Count((byte)0);
        if (zeros * 4 > head.Length && zeros * 4 < head.Length * 3) return "the text is UTF-16 without byte-order mark; save it as UTF-8.";
        var controls = 0;
        foreach (var b in head)
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')) controls++;
        return controls * 20 > head.Length ? "this is binary data; use CSV, JSON Lines or Parquet." : null;
    }
}
