using System.Text.Json.Nodes;
using Ecom.Domain;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Models.Snapshots;

namespace Ecom.Models.Tests.Snapshots;

public class SnapshotTests
{
    private static SnapshotContent Content(TemporaryDirectory temporary, int users = 500)
    {
        var random = new Random(1);
        var items = Enumerable.Range(0, 40).Select(i => new Product { ItemId = $"item-{i}", Title = $"Títle {i}", Price = i / 2.0 }).ToArray();
        var entries = Enumerable.Range(0, users * 5).Select(e => (User: e % users, Item: random.Next(40), Time: (long)e)).ToArray();
        var histories = Interactions.FromEntries(
            users, 40, entries.Select(e => e.User).ToArray(), entries.Select(e => e.Item).ToArray(),
            entries.Select(e => 1f).ToArray(), entries.Select(e => e.Time).ToArray());
        var model = temporary.Sub("model-source");
        var popularity = histories.ItemCounts().Select(c => (float)c).ToArray();
        ItemScoresLayout.Write(model, "popularity", Parameters.None.With("halfLife", 30), popularity);
        return new SnapshotContent
        {
            Items = items,
            UserIds = Enumerable.Range(0, users).Select(u => $"user/{u}é").ToArray(),
            Histories = histories,
            Popularity = popularity,
            ModelDirectory = model,
            PurchaseWeight = 1,
            DataEnd = DateTimeOffset.UnixEpoch.AddDays(3),
            Metadata = new Dictionary<string, string> { ["dataset"] = "7" },
        };
    }

    [Fact]
    public void Everything_comes_back()
    {
        using var temporary = new TemporaryDirectory();
        var content = Content(temporary);
        var directory = temporary.Sub("snapshot");
        SnapshotWriter.Write(directory, content);
        using var snapshot = Snapshot.Open(directory);

        Assert.Equal(content.Items, snapshot.Items);
        Assert.Equal(content.Popularity, snapshot.Popularity.ToArray());
        var together = BoughtTogether.Count(content.Histories, content.PurchaseWeight);
        var activity = ItemActivity.Of(content.Histories, content.DataEnd.ToUnixTimeSeconds());
        Assert.Equal(activity.Recent.ToArray(), snapshot.Activity!.Recent.ToArray());
        Assert.Equal(activity.First.ToArray(), snapshot.Activity.First.ToArray());
        for (var i = 0; i < 40; i++) Assert.Equal(together.Columns(i).ToArray(), snapshot.Together!.Columns(i).ToArray());
        Assert.Equal("7", snapshot.Header.Metadata["dataset"]);
        Assert.Equal("popularity", snapshot.Model.Family);
        Assert.True(snapshot.TryGetItem("item-17", out var item));
        Assert.Equal(17, item);
        Assert.False(snapshot.TryGetItem("nothing", out _));
        for (var u = 0; u < content.UserIds.Count; u++)
        {
            Assert.True(snapshot.TryGetHistory(content.UserIds[u], out var history));
            Assert.Equal(u, history.UserIndex);
            Assert.Equal(content.Histories.Items(u).ToArray(), history.Items.ToArray());
            Assert.Equal(content.Histories.Weights(u).ToArray(), history.Weights.ToArray());
            Assert.Equal(content.Histories.Times(u).ToArray(), history.Times.ToArray());
        }
        Assert.False(snapshot.TryGetHistory("user/0", out _));
        var scores = new float[40];
        snapshot.Scorer.Score(default, scores);
        Assert.Equal(content.Popularity, scores);
    }

    [Fact]
    public void Products_share_the_texts_of_their_categories_and_brands()
    {
        var items = Snapshot.ReadItems("""
            {"itemId":"a","title":"one","category":"shoes","brand":"x"}
            {"itemId":"b","title":"two","category":"shoes","brand":"x"}
            {"itemId":"c","title":"three"}
            """u8, 3);
        Assert.Equal(["shoes", "shoes", null], items.Select(i => i.Category));
        Assert.Same(items[0].Category, items[1].Category);
        Assert.Same(items[0].Brand, items[1].Brand);
    }

    [Fact]
    public void A_shop_without_users_has_a_snapshot_too()
    {
        using var temporary = new TemporaryDirectory();
        var content = Content(temporary) with { UserIds = [], Histories = Interactions.Empty(0, 40) };
        var directory = temporary.Sub("snapshot");
        SnapshotWriter.Write(directory, content);
        using var snapshot = Snapshot.Open(directory);
        Assert.False(snapshot.TryGetHistory("anyone", out _));
    }

    [Theory]
    [InlineData("items.bin")]
    [InlineData("history-items.bin")]
    [InlineData("user-slots.bin")]
    [InlineData("model/scores.bin")]
    [InlineData("model/model.json")]
    public void A_flipped_bit_is_refused(string file)
    {
        using var temporary = new TemporaryDirectory();
        var directory = temporary.Sub("snapshot");
        SnapshotWriter.Write(directory, Content(temporary));
        var path = Path.Combine(directory, file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("the content does not have", Assert.Throws<InputException>(() => Snapshot.Open(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_written_before_there_was_a_quick_digest_is_checked_by_the_other()
    {
        using var temporary = new TemporaryDirectory();
        var directory = temporary.Sub("snapshot");
        SnapshotWriter.Write(directory, Content(temporary));
        var path = Path.Combine(directory, SnapshotHeader.FileName);
        var header = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (var section in header["sections"]!.AsArray()) Assert.True(section!.AsObject().Remove("xxHash128"));
        File.WriteAllText(path, header.ToJsonString());
        using (var snapshot = Snapshot.Open(directory)) Assert.Equal(500, snapshot.Header.Users);

        var items = Path.Combine(directory, "items.bin");
        var bytes = File.ReadAllBytes(items);
        bytes[^1] ^= 4;
        File.WriteAllBytes(items, bytes);
        Assert.Throws<InputException>(() => Snapshot.Open(directory));
    }

    [Theory]
    [InlineData("items.bin")]
    [InlineData("model/scores.bin")]
    [InlineData("snapshot.json")]
    public void A_cut_or_missing_file_is_refused(string file)
    {
        using var temporary = new TemporaryDirectory();
        var directory = temporary.Sub("snapshot");
        SnapshotWriter.Write(directory, Content(temporary));
        var path = Path.Combine(directory, file);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3]);
        Assert.Throws<InputException>(() => Snapshot.Open(directory));
        File.Delete(path);
        Assert.Contains("missing", Assert.Throws<InputException>(() => Snapshot.Open(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_after_dispose_throws_instead_of_faulting()
    {
        using var temporary = new TemporaryDirectory();
        var directory = temporary.Sub("snapshot");
        var content = Content(temporary);
        SnapshotWriter.Write(directory, content);
        var snapshot = Snapshot.Open(directory);
        snapshot.Dispose();
        Assert.Throws<ObjectDisposedException>(() => snapshot.TryGetHistory(content.UserIds[0], out _));
    }

    [Fact]
    public void A_user_id_twice_is_refused()
    {
        using var temporary = new TemporaryDirectory();
        var content = Content(temporary, users: 2) with { UserIds = ["a", "a"] };
        Assert.Throws<ArgumentException>(() => SnapshotWriter.Write(temporary.Sub("snapshot"), content));
    }
}
