using Ecom.Data.Sql;

namespace Ecom.Data.Ingest;

/// <summary>The thresholds of reading and cleaning.</summary>
public sealed record IngestOptions
{
    public static IngestOptions Default { get; } = new();

    /// <summary>Rows of one user, item and kind that follow each other within this window count once.</summary>
    public TimeSpan NearDuplicateWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A quantity or price is an outlier when |ln x − median| / (1.4826 · MAD) of its logarithm exceeds this (Iglewicz and Hoaglin 1993,
    /// modified z-score). The denominator is at least one, so nothing within a factor of e^threshold (400) of the median is an outlier; off where
    /// fewer than <see cref="OutlierMinimumRows"/> rows carry a value.
    /// </summary>
    public double OutlierThreshold { get; init; } = 6;

    public int OutlierMinimumRows { get; init; } = 100;

    /// <summary>Views, searches, clicks, cart changes and impressions one user may cause in one clock hour; ratings and purchases do not count.</summary>
    public int BotEventsPerHour { get; init; } = 600;

    /// <summary>Times before this are misreadings.</summary>
    public DateTimeOffset EarliestTime { get; init; } = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far ahead of the ingest a time may lie.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a purchase at price zero is a purchase; in most ledgers it is a write-off.</summary>
    public bool AllowFreePurchases { get; init; }

    /// <summary>Characters of the longest accepted id.</summary>
    public int MaximumIdLength { get; init; } = 256;

    /// <summary>Bytes a compressed file may decompress to.</summary>
    public long MaximumDecompressedBytes { get; init; } = 64L << 30;

    /// <summary>How many times its own size a compressed file may decompress to, once past 16 MiB.</summary>
    public double MaximumDecompressionRatio { get; init; } = 200;

    /// <summary>Bytes of the longest physical line.</summary>
    public int MaximumLineBytes { get; init; } = 2_000_000;

    public DuckLimits Limits { get; init; } = DuckLimits.Default;
}
