using System.Security.Cryptography;
using System.Text;

namespace Ecom.Pipeline.Datasets;

/// <summary>What a refresh reads: one immutable, numbered list of sources.</summary>
public sealed record DatasetManifest
{
    public int Schema { get; init; } = 1;
    public required int Version { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required IReadOnlyList<DatasetSource> Sources { get; init; }

    /// <summary>How far the feedback log has been taken over into sources; null: nothing yet.</summary>
    public string? FeedbackPosition { get; init; }

    public static DatasetManifest Empty { get; } = new() { Version = 0, Created = DateTimeOffset.UnixEpoch, Sources = [] };

    public string DataHash()
    {
        var text = string.Join('\n', Sources.Select(s => $"{s.Path}\t{s.Sha256}").Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The next version with one source added, or put in the place of the one with its path.</summary>
    public DatasetManifest With(DatasetSource source, DateTimeOffset now) => this with
    {
        Version = Version + 1,
        Created = now,
        Sources = [.. Sources.Where(s => s.Path != source.Path), source],
    };
}
