using Ecom.Models.Storage;

namespace Ecom.Models.Snapshots;

/// <summary>What a snapshot's products were in demand, without the rest of the snapshot.</summary>
/// <param name="ItemIds">By item index.</param>
/// <param name="Popularity">Popularity at the end of the data, recent interactions counting more: [items].</param>
public sealed record SnapshotDemand(IReadOnlyList<string> ItemIds, IReadOnlyList<float> Popularity)
{
    private static readonly string[] Needed = ["items", "popularity"];

    /// <exception cref="Domain.InputException">The directory holds no snapshot, or a damaged one.</exception>
    public static SnapshotDemand Open(string directory)
    {
        var header = AtomicFile.ReadJson<SnapshotHeader>(Path.Combine(directory, SnapshotHeader.FileName));
        using var sections = new SectionReader(directory, [.. header.Sections.Where(s => Needed.Contains(s.Name))]);
        var items = Snapshot.ReadItems(sections.Open<byte>("items").Span, header.Items);
        return new SnapshotDemand([.. items.Select(i => i.ItemId)], sections.Open<float>("popularity", header.Items).Span.ToArray());
    }
}
