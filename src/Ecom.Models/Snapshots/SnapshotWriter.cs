using System.Security.Cryptography;
using System.Text.Json;
using Ecom.Models.Formats;
using Ecom.Models.Storage;

namespace Ecom.Models.Snapshots;

/// <summary>Writes a snapshot directory: everything serving needs about one model version.</summary>
public static class SnapshotWriter
{
    /// <summary>Where in a snapshot its model lies.</summary>
    public const string ModelFolder = "model";

    /// <param name="directory">Existing and empty. Its header is written last: a directory without one is unfinished.</param>
    /// <param name="content">Must agree on the numbers of items and users.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static void Write(string directory, SnapshotContent content)
    {
        var histories = content.Histories;
        if (content.Items.Count != histories.ItemCount || content.Popularity.Length != histories.ItemCount)
            throw new ArgumentException("Items, popularity and histories must agree on the number of items.", nameof(content));
        if (content.UserIds.Count != histories.UserCount)
            throw new ArgumentException("User ids and histories must agree on the number of users.", nameof(content));

        var modelTarget = Path.Combine(directory, ModelFolder);
        Directory.CreateDirectory(modelTarget);
        foreach (var file in Directory.EnumerateFiles(content.ModelDirectory))
            File.Copy(file, Path.Combine(modelTarget, Path.GetFileName(file)));

        var writer = new SectionWriter(directory);
        writer.Add<byte>("items", ItemLines(content));
        writer.Add<float>("popularity", content.Popularity);
        UserIndex.Write(writer, content.UserIds);
        writer.Add("history-starts", histories.RowStarts);
        writer.Add("history-items", histories.AllItems);
        writer.Add("history-weights", histories.AllWeights);
        writer.Add("history-times", histories.AllTimes);

        var activity = ItemActivity.Of(histories, content.DataEnd.ToUnixTimeSeconds());
        writer.Add("activity-recent", activity.Recent.Span);
        writer.Add("activity-usual", activity.Usual.Span);
        writer.Add("activity-first", activity.First.Span);
        var together = BoughtTogether.Count(histories, content.PurchaseWeight);
        writer.Add<long>("together-starts", together.Starts);
        writer.Add<int>("together-items", together.Items);
        writer.Add<float>("together-weights", together.Weights);

        AtomicFile.WriteJson(Path.Combine(directory, SnapshotHeader.FileName), new SnapshotHeader
        {
            Items = content.Items.Count,
            Users = content.UserIds.Count,
            Pairs = histories.Count,
            DataEnd = content.DataEnd,
            ModelSha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(modelTarget, ModelHeader.FileName)))),
            Metadata = content.Metadata,
            Sections = writer.Sections,
        });
    }

    private static byte[] ItemLines(SnapshotContent content)
    {
        using var lines = new MemoryStream();
        foreach (var item in content.Items)
        {
            JsonSerializer.Serialize(lines, item, Json.Line);
            lines.WriteByte((byte)'\n');
        }
        return lines.ToArray();
    }
}
