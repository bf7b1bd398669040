namespace Ecom.Data.Ingest.Sources;

/// <summary>A dump made ready for DuckDB: checked, and decompressed and normalised where it had to be.</summary>
internal sealed record StagedSource
{
    /// <summary>The file to read: the dump itself, or a copy in the temporary folder.</summary>
    public required string Path { get; init; }

    public required string Name { get; init; }
    public required SourceFormat Format { get; init; }
    public long BlankLines { get; init; }

    /// <summary>Offsets in <see cref="Path"/> before which a blank line was left out, ascending.</summary>
    public IReadOnlyList<long> Omissions { get; init; } = [];

    /// <summary>The one-based physical lines, in the original file, of ascending offsets in <see cref="Path"/>.</summary>
    public long[] PhysicalLines(IReadOnlyList<long> offsets)
    {
        var lines = new long[offsets.Count];
        using var stream = File.OpenRead(Path);
        var buffer = new byte[1 << 20];
        long position = 0, line = 1;
        var omitted = 0;
        for (var k = 0; k < offsets.Count; k++)
        {
            while (position < offsets[k])
            {
                var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, offsets[k] - position));
                if (read == 0) break;
                line += buffer.AsSpan(0, read).Count((byte)'\n');
                position += read;
            }
            while (omitted < Omissions.Count && Omissions[omitted] <= offsets[k]) omitted++;
            lines[k] = line + omitted;
        }
        return lines;
    }
}
