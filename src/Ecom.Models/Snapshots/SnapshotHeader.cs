using Ecom.Models.Storage;

namespace Ecom.Models.Snapshots;

/// <summary>The <c>snapshot.json</c> of a snapshot directory.</summary>
public sealed record SnapshotHeader
{
    public const string FileName = "snapshot.json";
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;
    public required int Items { get; init; }
    public required int Users { get; init; }
    public required long Pairs { get; init; }
    public required DateTimeOffset DataEnd { get; init; }

    /// <summary>Digest of <c>model/model.json</c>, which in turn names the digests of the model's sections.</summary>
    public required string ModelSha256 { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<SectionHeader> Sections { get; init; } = [];
}
