using System.IO.Compression;
using System.Text;
using Ecom.Data.Ingest;

namespace Ecom.Data.Tests.Ingest;

/// <summary>The broken files of docs/broken-input.md.</summary>
internal static class BrokenInputs
{
    private const string Header = "event_time,event_type,product_id,user_id,user_session,price\n";
    private const string Good = "2023-05-01 10:00:00 UTC,view,1,7,a,2.5\n";
    private const string Other = "2023-05-01 11:00:00 UTC,view,2,8,b,3.5\n";

    public static IReadOnlyList<BrokenInput> All { get; } =
    [
        Text("Empty file", "empty.csv", ""),
        Text("White space only", "blank.csv", "\n  \n\n"),
        Text("Header without a row", "header.csv", Header),
        Text("Header lacks every known column", "columns.csv", "a,b,c\n1,2,3\n"),
        Text("Header names a column twice", "twice.csv", "product_id,title,title\n1,Tea,Tee\n"),
        Text("No header: data in the first line", "noheader.csv", Good + Other),
        new("UTF-16 text", "utf16.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Header + Good)]),
        new("UTF-16 text without byte-order mark", "utf16-bare.csv", Encoding.Unicode.GetBytes(Header + Good)),
        new("Latin-1 text", "latin1.csv", Encoding.Latin1.GetBytes("product_id,title\n1,Caf\u00e9\n2,Tea\n")),
        new("One damaged character in UTF-8 text", "damaged.csv", [.. Bytes("product_id,title\n1,Cr\u00e8me\n2,Caf"), 0xe9, .. Bytes("\n3,Th\u00e9\n")]),
        new("Truncated gzip", "truncated.csv.gz", Gzip(Header + Good + Other)[..^12]),
        new("Damaged gzip", "damaged.csv.gz", Damage(Gzip(Header + Good + Other))),
        new("Gzip within gzip", "double.csv.gz", Gzip(Gzip(Header + Good))),
        new("Decompression bomb by ratio", "bomb.csv.gz", Gzip(Header + string.Concat(Enumerable.Repeat(Good, 500_000)))) { Options = new IngestOptions { MaximumDecompressionRatio = 50 } },
        new("Decompression bomb by size", "huge.csv.gz", Gzip(Header + string.Concat(Enumerable.Repeat(Good, 100_000)))) { Options = new IngestOptions { MaximumDecompressedBytes = 1_000_000 } },
        new("Excel workbook or ZIP archive", "book.csv", [.. "PK\u0003\u0004"u8, .. new byte[100]]),
        new("Binary data", "binary.csv", [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 7))]),
        new("Damaged Parquet", "damaged.parquet", Bytes("PAR1 and then nothing that makes sense PAR1")),
        Text("One JSON array instead of JSON Lines", "array.json", "[{\"product_id\":1}]\n"),
        Text("XML", "feed.xml", "<products><product id=\"1\"/></products>\n"),
        Text("A JSON line cut off", "cut.jsonl", "{\"product_id\":\"1\",\"title\":\"Tea\"}\n{\"product_id\":\"2\",\"tit\n"),
        Text("A record with too few columns", "few.csv", Header + Good + "2023-05-01 10:00:00 UTC,view\n" + Other),
        Text("A record with too many columns", "many.csv", Header + Good + "2023-05-01 10:00:00 UTC,view,1,7,a,2.5,what,more\n" + Other),
        Text("A quote that is never closed", "quote.csv", "product_id,title\n1,Tea\n2,\"Cup\n3,Pot\n"),
        Text("Text after a closing quote", "after.csv", "product_id,title\n1,Tea\n2,\"Cup\" large\n3,Pot\n"),
        new("A line beyond the maximum length", "long.csv", Bytes("product_id,title\n1,Tea\n2," + new string('x', 3_000_000) + "\n")),
        Text("Dates that can be read two ways", "dates.csv", "date,item,user\n01/02/2023,1,7\n03/04/2023,2,7\n"),
        Text("Times nobody understands", "times.csv", "date,item,user\nlast spring,1,7\nthis autumn,2,7\n"),
        Text("Not one usable row", "unusable.csv", Header + Good.Replace("2023", "2093", StringComparison.Ordinal) + Other.Replace(",8,b,", ",,,", StringComparison.Ordinal)),
        Text("Unknown event type", "kind.csv", Header + Good + Other.Replace("view", "remove_from_cart", StringComparison.Ordinal)),
        Text("Neither user nor session", "key.csv", Header + Good + Other.Replace(",8,b,", ",,,", StringComparison.Ordinal)),
        Text("No product", "item.csv", Header + Good + Other.Replace(",2,8", ",,8", StringComparison.Ordinal)),
        Text("Time in the future", "future.csv", Header + Good + Other.Replace("2023", "2093", StringComparison.Ordinal)),
        Text("Negative price", "price.csv", Header + Good + Other.Replace("3.5", "-3.5", StringComparison.Ordinal)),
        Text("A price that is no number", "number.csv", Header + Good + Other.Replace("3.5", "3 pounds", StringComparison.Ordinal)),
        Text("Id longer than allowed", "id.csv", Header + Good + Other.Replace(",8,", $",{new string('8', 300)},", StringComparison.Ordinal)),
        Text("The same line twice", "same.csv", Header + Good + Good + Other),
        Text("Mapping with a column that is not there", "mapped.csv", Header + Good) with
        {
            Mapping = new DumpMapping
            {
                Kind = DumpKind.Products,
                Columns = new Dictionary<MappedField, IReadOnlyList<string>> { [MappedField.Item] = ["sku"] },
            },
        },
        Text("Mapping with an unknown time zone", "zone.csv", Header + Good) with
        {
            Mapping = new DumpMapping
            {
                Kind = DumpKind.Events,
                TimeZone = "Mars/Olympus",
                Columns = new Dictionary<MappedField, IReadOnlyList<string>>
                {
                    [MappedField.Item] = ["product_id"],
                    [MappedField.Time] = ["event_time"],
                    [MappedField.User] = ["user_id"],
                },
            },
        },
    ];

    private static BrokenInput Text(string kind, string file, string content) => new(kind, file, Bytes(content));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(string text) => Gzip(Bytes(text));

    private static byte[] Gzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Fastest)) stream.Write(bytes);
        return buffer.ToArray();
    }

    private static byte[] Damage(byte[] bytes)
    {
        for (var k = 15; k < 40; k++) bytes[k] ^= 0x5a;
        return bytes;
    }
}
