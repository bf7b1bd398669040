using System.IO.Compression;
using System.Text;
using Ecom.Data.Ingest;
using Ecom.Domain;
using FsCheck.Xunit;

namespace Ecom.Data.Tests.Ingest;

/// <summary>Whatever the bytes: a ledger that adds up, or an <see cref="InputException"/>, and nothing else.</summary>
public sealed class HostileBytesTests
{
    private static readonly byte[] Sound = Encoding.UTF8.GetBytes(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n" + string.Concat(Enumerable.Range(0, 12).Select(i =>
            $"{i},{10000 + i},\"Tea, \"\"No {i}\"\"\nsecond line\",{i - 2},2023-05-{i + 1:00} 10:00:00,2.5,{i % 4},Østerreich\n")));

    private static readonly byte[] Spice = "\"\n\r,;\t\0\u0001{}[]'\\C-0"u8.ToArray();

    [Property(MaxTest = 30)]
    public void Damaged_text(int seed)
    {
        var random = new Random(seed);
        var bytes = Sound.ToList();
        for (var k = random.Next(1, 6); k > 0; k--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = Spice[random.Next(Spice.Length)]; break;
                case 1: bytes.Insert(at, Spice[random.Next(Spice.Length)]); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
                default: bytes[at] = (byte)random.Next(256); break;
            }
            if (bytes.Count == 0) return;
        }
        Ingest([.. bytes], "dump.csv");
    }

    [Property(MaxTest = 15)]
    public void Gzip_cut_anywhere_is_noticed(int position)
    {
        using var buffer = new MemoryStream();
        for (var member = 0; member < 2; member++)
            using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Sound.AsSpan(member * Sound.Length / 2, Sound.Length / 2));
        var whole = buffer.ToArray();
        Assert.NotNull(Ingest(whole, "whole.csv.gz"));
        var cut = (position & int.MaxValue) % (whole.Length - 1) + 1;
        using var first = new MemoryStream();
        using (var gzip = new GZipStream(first, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Sound.AsSpan(0, Sound.Length / 2));
        // Between two members the file is a complete, shorter one: nothing can tell.
        if (cut == first.Length) return;
        Assert.Null(Ingest(whole[..cut], "cut.csv.gz"));
    }

    [Theory]
    [InlineData("product_id,ti\0tle\n1,Tea\n,none\n")]
    [InlineData("product_id,rowid,title\n1,5,Tea\n,6,none\n")]
    public void Odd_headers(string text)
    {
        var ledger = Ingest(Encoding.UTF8.GetBytes(text), "dump.csv");
        Assert.Equal((2, 1), (ledger!.RowsIn, ledger.Accepted));
    }

    private static Ledger? Ingest(byte[] bytes, string name)
    {
        using var dump = new Dump();
        try
        {
            var ledger = DumpIngestor.Ingest(dump.Request(dump.Write(bytes, name))).Ledger;
            Assert.Equal(ledger.RowsIn, ledger.Accepted + ledger.Rejected.Values.Sum());
            Assert.Equal(ledger.Accepted, dump.Query(ledger.Kind == DumpKind.Events ? "SELECT count(*) FROM {events}" : "SELECT count(*) FROM {products}")[0][0]);
            Assert.Equal(ledger.RowsIn - ledger.Accepted, dump.Query("SELECT count(*) FROM {rejected}")[0][0]);
            return ledger;
        }
        catch (InputException e)
        {
            Assert.NotEmpty(e.Reason);
            Assert.Empty(Directory.EnumerateFileSystemEntries(dump.Output));
            return null;
        }
    }
}
