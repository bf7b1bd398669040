using Ecom.Domain;

namespace Ecom.Data.Ingest.Sources;

/// <summary>
/// Makes a dump readable: recognises the format by content, bounds decompression, checks the encoding, and copies to the temporary folder
/// only what cannot be read as it is (compressed, mixed line ends, blank lines).
/// </summary>
internal static class SourceStager
{
    private const int BlockBytes = 1 << 20;
    private const long RatioFloorBytes = 16L << 20;

    /// <exception cref="InputException">The whole file is unusable.</exception>
    public static StagedSource Stage(string file, string name, string temporary, IngestOptions options, CancellationToken cancellation)
    {
        if (!File.Exists(file)) throw new InputException(name, null, "there is no such file.");
        var length = new FileInfo(file).Length;
        if (length == 0) throw new InputException(name, null, "the file is empty.");
        var head = Head(file);
        if (head.AsSpan().StartsWith("PAR1"u8)) return new StagedSource { Path = file, Name = name, Format = SourceFormat.Parquet };
        var compressed = head is [0x1f, 0x8b, ..];
        if (!compressed) Signatures.Refuse(head, name);

        var copy = Path.Combine(temporary, "staged.txt");
        if (compressed) return Copy(file, copy, name, compressed: true, options, cancellation);

        var survey = Read(file, null, name, compressed: false, options, cancellation);
        return survey.Normaliser.IsNormal
            ? new StagedSource { Path = file, Name = name, Format = survey.Format }
            : Copy(file, copy, name, compressed: false, options, cancellation);
    }

    private static StagedSource Copy(string file, string copy, string name, bool compressed, IngestOptions options, CancellationToken cancellation)
    {
        using var output = new FileStream(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: BlockBytes);
        var (normaliser, format) = Read(file, output, name, compressed, options, cancellation);
        return new StagedSource
        {
            Path = copy,
            Name = name,
            Format = format,
            BlankLines = normaliser.BlankLines,
            Omissions = normaliser.Omissions,
        };
    }

    private static (TextNormaliser Normaliser, SourceFormat Format) Read(
        string file, Stream? output, string name, bool compressed, IngestOptions options, CancellationToken cancellation)
    {
        using var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        using Stream input = compressed ? new CompleteGZipStream(raw) : raw;
        var buffer = new byte[BlockBytes];
        TextNormaliser? normaliser = null;
        var format = SourceFormat.Csv;
        var lineEnd = (byte)'\n';
        int start = 0, filled = 0;
        long total = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = Fill(input, buffer, filled, name);
            total += read;
            filled += read;
            if (compressed) Bound(total, raw.Length, name, options);
            if (normaliser is null)
            {
                if (filled == 0) throw new InputException(name, null, "the file is empty.");
                var head = buffer.AsSpan(0, Math.Min(filled, 4096));
                Signatures.Refuse(head, name);
                start = head.StartsWith("\uFEFF"u8) ? 3 : 0;
                format = FormatOf(buffer.AsSpan(start, filled - start), name);
                var classic = !buffer.AsSpan(0, filled).Contains((byte)'\n') && buffer.AsSpan(0, filled).Contains((byte)'\r');
                if (classic) lineEnd = (byte)'\r';
                normaliser = new TextNormaliser(output, classic);
            }
            var ended = read == 0 || filled < buffer.Length;
            var whole = ended ? filled : buffer.AsSpan(start, filled - start).LastIndexOf(lineEnd) + 1 + start;
            if (whole > start) normaliser.Process(buffer.AsSpan(start, whole - start));
            if (ended) break;
            if (whole <= start)
            {
                if (buffer.Length > options.MaximumLineBytes)
                    throw new InputException(name, normaliser.Lines + 1, $"the line is longer than {options.MaximumLineBytes} bytes.");
                Array.Resize(ref buffer, buffer.Length * 2);
                continue;
            }
            buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
            filled -= whole;
            start = 0;
        }
        // Where valid multi-byte lines outnumber the invalid ones the file is UTF-8 with damaged rows; those are rejected one by one.
        // JSON has no other encoding (RFC 8259), so there one such line condemns the file.
        if (normaliser.InvalidLines > (format == SourceFormat.JsonLines ? 0 : normaliser.LinesWithMultiByte))
            throw new InputException(
                name, normaliser.FirstInvalidLine, "the text is not UTF-8; it looks like Latin-1 or Windows-1252. Save it as UTF-8.");
        return (normaliser, format);
    }

    private static int Fill(Stream input, byte[] buffer, int from, string name)
    {
        try
        {
            return input.ReadAtLeast(buffer.AsSpan(from), buffer.Length - from, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InputException(name, null, "the gzip data is truncated or damaged; nothing of it was used.", e);
        }
    }

    private static void Bound(long total, long compressedBytes, string name, IngestOptions options)
    {
        if (total > options.MaximumDecompressedBytes)
            throw new InputException(name, null, $"it decompresses to more than {options.MaximumDecompressedBytes} bytes, the configured maximum.");
        if (total > RatioFloorBytes && total > options.MaximumDecompressionRatio * compressedBytes)
            throw new InputException(
                name, null, $"it decompresses to more than {options.MaximumDecompressionRatio} times its size; that is taken for a decompression bomb.");
    }

    private static SourceFormat FormatOf(ReadOnlySpan<byte> text, string name)
    {
        var first = text.TrimStart(" \t\r\n"u8);
        if (first.IsEmpty) throw new InputException(name, null, "the file holds nothing but white space.");
        return first[0] switch
        {
            (byte)'{' => SourceFormat.JsonLines,
            (byte)'[' => throw new InputException(name, 1, "this is one JSON array; JSON Lines has one object a line and no brackets around them."),
            (byte)'<' => throw new InputException(name, 1, "this is XML or HTML; use CSV, JSON Lines or Parquet."),
            _ => SourceFormat.Csv,
        };
    }

    private static byte[] Head(string file)
    {
        using var stream = File.OpenRead(file);
        var head = new byte[4096];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
