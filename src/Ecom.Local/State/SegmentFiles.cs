using System.Globalization;
using Ecom.Pipeline.Feedback;

namespace Ecom.Local.State;

/// <summary>The segment files of a log folder: <c>00000000.log</c>, <c>00000001.log</c>, …</summary>
internal sealed class SegmentFiles(string directory)
{
    public string PathOf(long segment) => Path.Combine(directory, segment.ToString("D8", CultureInfo.InvariantCulture) + ".log");

    /// <summary>Numbers of the existing segments, ascending.</summary>
    public long[] List() =>
    [
        .. Directory.EnumerateFiles(directory, "*.log")
            .Select(f => long.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
            .Where(n => n >= 0)
            .Order(),
    ];

    /// <summary>
    /// Finds the end of the last whole record of a segment. What lies behind it is the torn end of a writer that was killed, or damage: it is moved
    /// into a file of its own, because damaged bytes may still hold something worth reading by hand.
    /// </summary>
    /// <returns>The segment's length, all of it whole.</returns>
    public async Task<long> RepairAsync(long segment, CancellationToken cancellation)
    {
        await using var file = new FileStream(PathOf(segment), FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        var end = 0L;
        while (await FeedbackFrames.ReadAsync(file, cancellation) is { } frame) end += frame.Bytes;
        if (end == file.Length) return end;

        var torn = Path.ChangeExtension(PathOf(segment), string.Create(CultureInfo.InvariantCulture, $"{end}.torn"));
        file.Position = end;
        await using (var copy = new FileStream(torn, FileMode.Create))
        {
            await file.CopyToAsync(copy, cancellation);
            copy.Flush(flushToDisk: true);
        }
        file.SetLength(end);
        file.Flush(flushToDisk: true);
        return end;
    }
}
