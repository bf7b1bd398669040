using System.Text;
using System.Text.Unicode;

namespace Ecom.Data.Ingest.Sources;

/// <summary>
/// Looks at text block by block, each block whole lines, and writes it with one kind of line end and no blank lines, so that DuckDB's
/// record numbers are those of the file. Counts what decides whether a copy is needed at all.
/// </summary>
internal sealed class TextNormaliser(Stream? output, bool carriageReturnEndsLine)
{
    private readonly List<long> _omissions = [];
    private long _written;
    private bool _inQuotes;

    public long Lines { get; private set; }
    public long BlankLines { get; private set; }
    public long LineFeeds { get; private set; }
    public long CarriageReturnLineFeeds { get; private set; }
    public long LoneCarriageReturns { get; private set; }
    public long LinesWithMultiByte { get; private set; }
    public long InvalidLines { get; private set; }
    public long FirstInvalidLine { get; private set; }
    public IReadOnlyList<long> Omissions => _omissions;

    /// <summary>True where the text can be read as it is.</summary>
    public bool IsNormal => BlankLines == 0 && LoneCarriageReturns == 0 && (LineFeeds == 0 || CarriageReturnLineFeeds == 0);

    /// <param name="block">Whole lines; only the file's last may lack its end.</param>
    public void Process(Span<byte> block)
    {
        if (carriageReturnEndsLine)
        {
            LoneCarriageReturns += block.Count((byte)'\r');
            block.Replace((byte)'\r', (byte)'\n');
        }
        if (!Ascii.IsValid(block)) CheckEncoding(block);
        if (!block.Contains((byte)'\r') && block.IndexOf("\n\n"u8) < 0 && !block.StartsWith("\n"u8))
        {
            var lines = block.Count((byte)'\n');
            LineFeeds += lines;
            Lines += lines + (block[^1] == '\n' ? 0 : 1);
            _inQuotes ^= (block.Count((byte)'"') & 1) == 1;
            Write(block);
            return;
        }
        while (!block.IsEmpty)
        {
            var end = block.IndexOf((byte)'\n');
            var line = end < 0 ? block : block[..end];
            block = end < 0 ? [] : block[(end + 1)..];
            ProcessLine(line, end >= 0);
        }
    }

    private void ProcessLine(Span<byte> line, bool ended)
    {
        Lines++;
        if (line.Length > 0 && line[^1] == '\r')
        {
            line = line[..^1];
            CarriageReturnLineFeeds++;
        }
        else if (ended)
        {
            LineFeeds++;
        }
        if (line.IsEmpty && !_inQuotes)
        {
            BlankLines++;
            _omissions.Add(_written);
            return;
        }
        // A carriage return inside a line is no line end in a file whose lines end otherwise; as a space it cannot derail the parser.
        var lone = line.Count((byte)'\r');
        if (lone > 0)
        {
            LoneCarriageReturns += lone;
            line.Replace((byte)'\r', (byte)' ');
        }
        _inQuotes ^= (line.Count((byte)'"') & 1) == 1;
        Write(line);
        Write("\n"u8);
    }

    private void CheckEncoding(ReadOnlySpan<byte> block)
    {
        var number = Lines;
        while (!block.IsEmpty)
        {
            var end = block.IndexOf((byte)'\n');
            var line = end < 0 ? block : block[..end];
            block = end < 0 ? [] : block[(end + 1)..];
            number++;
            if (Ascii.IsValid(line)) continue;
            if (Utf8.IsValid(line))
            {
                LinesWithMultiByte++;
                continue;
            }
            if (InvalidLines++ == 0) FirstInvalidLine = number;
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _written += bytes.Length;
        output?.Write(bytes);
    }
}
