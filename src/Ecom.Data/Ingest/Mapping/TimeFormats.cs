using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Ingest.Mapping;

/// <summary>Times as SQL, and which format a column has. Times without offset are in the session's time zone, which is the shop's.</summary>
internal static class TimeFormats
{
    public const string Auto = "auto";
    public const string Iso = "iso";
    public const string UnixSeconds = "unix-seconds";
    public const string UnixMilliseconds = "unix-milliseconds";

    private static readonly string[] Candidates =
    [
        "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
        "%d-%m-%Y %H:%M:%S", "%m-%d-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%m-%d-%Y %H:%M", "%d-%m-%Y", "%m-%d-%Y", "%Y%m%d%H%M%S", "%Y%m%d",
        "%d %b %Y %H:%M:%S", "%d %b %Y", "%b %d, %Y", "%a, %d %b %Y %H:%M:%S",
    ];

    /// <summary>A TIMESTAMPTZ expression; NULL where the text cannot be read.</summary>
    public static string Expression(string text, string format) => format switch
    {
        Iso => $"TRY_CAST({text} AS TIMESTAMPTZ)",
        UnixSeconds => Unix(text, 1_000_000),
        UnixMilliseconds => Unix(text, 1_000),
        _ => $"TRY_CAST(try_strptime({text}, {SqlText.Literal(format)}) AS TIMESTAMPTZ)",
    };

    /// <summary>The format of a column of <c>raw</c>, told from its values.</summary>
    /// <exception cref="InputException">No format fits, or two that read the same text differently.</exception>
    public static string Resolve(DuckSession duck, string text, string format, string name)
    {
        if (format != Auto) return format;
        var sample = duck.Rows(
            $"""
            SELECT count(*), count(TRY_CAST(x AS DOUBLE)), count(TRY_CAST(x AS TIMESTAMPTZ)), median(TRY_CAST(x AS DOUBLE)), min(length(x)), min(x)
            FROM (SELECT {text} AS x FROM "raw" WHERE {text} IS NOT NULL LIMIT 1000)
            """,
            r => (Count: r.GetInt64(0), Numbers: r.GetInt64(1), Iso: r.GetInt64(2), Median: r.IsDBNull(3) ? 0 : r.GetDouble(3),
                Example: r.IsDBNull(5) ? "" : r.GetString(5)))[0];
        // Without a single value every row fails by itself, under its own reason.
        if (sample.Count == 0) return Iso;
        if (sample.Numbers * 2 > sample.Count && sample.Median is > 3e8 and < 1e11) return UnixSeconds;
        if (sample.Numbers * 2 > sample.Count && sample.Median is >= 1e11 and < 1e13) return UnixMilliseconds;
        if (sample.Numbers * 2 <= sample.Count && sample.Iso * 2 >= sample.Count) return Iso;

        var counts = Candidates
            .Select(c => (Format: c, Count: duck.Count($"""SELECT count(try_strptime({text}, {SqlText.Literal(c)})) FROM "raw" """)))
            .ToList();
        var most = counts.Max(c => c.Count);
        var best = counts.Where(c => c.Count == most).Select(c => c.Format).ToList();
        if (most == 0 && sample.Iso > 0) return Iso;
        if (most == 0)
            throw new InputException(name, null, $"times such as '{Short(sample.Example)}' are not understood; state timeFormat in a mapping file.");
        if (best.Count > 1)
            throw new InputException(
                name, null,
                $"times such as '{Short(sample.Example)}' can be read as {string.Join(" or ", best.Select(b => $"'{b}'"))}; state timeFormat in a mapping file.");
        return best[0];
    }

    private static string Unix(string text, long microseconds) =>
        $"(CASE WHEN abs(TRY_CAST({text} AS DOUBLE)) < {9_000_000_000_000_000_000 / microseconds / 100} THEN make_timestamptz(CAST(TRY_CAST({text} AS DOUBLE) * {microseconds} AS BIGINT)) END)";

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
