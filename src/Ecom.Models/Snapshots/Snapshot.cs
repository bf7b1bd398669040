using System.Security.Cryptography;
using System.Text.Json;
using Ecom.Domain;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Snapshots;

/// <summary>
/// One model version as serving sees it: catalogue, scorer, popularity and every known user's history, mapped read-only and immutable.
/// Safe for concurrent readers; disposing it unmaps, so no reader may be left (the holder's lease sees to that).
/// </summary>
public sealed class Snapshot : IDisposable
{
    private readonly SectionReader _sections;
    private readonly ModelDirectory _model;
    private readonly Dictionary<string, int> _itemIndex;
    private readonly UserIndex _users;
    private readonly Section<long> _starts;
    private readonly Section<int> _items;
    private readonly Section<float> _weights;
    private readonly Section<long> _times;

    private Snapshot(SnapshotHeader header, SectionReader sections, ModelDirectory model)
    {
        Header = header;
        _sections = sections;
        _model = model;
        Items = ReadItems(sections.Open<byte>("items").Span, header.Items);
        _itemIndex = new Dictionary<string, int>(Items.Count, StringComparer.Ordinal);
        for (var i = 0; i < Items.Count; i++) _itemIndex[Items[i].ItemId] = i;
        Popularity = sections.Open<float>("popularity", header.Items).Span.ToArray();
        _users = new UserIndex(sections, header.Users);
        _starts = sections.Open<long>("history-starts", header.Users + 1L);
        _items = sections.Open<int>("history-items", header.Pairs);
        _weights = sections.Open<float>("history-weights", header.Pairs);
        _times = sections.Open<long>("history-times", header.Pairs);
        SparseChecks.Rows(_starts.Span, _items.Length, "history-starts");
        SparseChecks.Indices(_items, header.Items, "history-items");
        // A snapshot made before these were counted has none of them.
        Activity = sections.Has("activity-recent") ? new ItemActivity(
            sections.Open<float>("activity-recent", header.Items).Span.ToArray(), sections.Open<float>("activity-usual", header.Items).Span.ToArray(),
            sections.Open<long>("activity-first", header.Items).Span.ToArray()) : null;
        Together = sections.Has("together-starts") ? ReadTogether(sections, header.Items) : null;
    }

    public SnapshotHeader Header { get; }

    /// <summary>Header of the model inside: family, parameters.</summary>
    public ModelHeader Model => _model.Header;

    /// <summary>The catalogue by item index.</summary>
    public IReadOnlyList<Product> Items { get; }

    public IScorer Scorer => _model.Scorer;

    /// <summary>Popularity by item index, higher is more popular.</summary>
    public ReadOnlyMemory<float> Popularity { get; }

    /// <summary>When products were dealt with; null in a snapshot made before this was counted.</summary>
    public ItemActivity? Activity { get; }

    /// <summary>What is bought together with an item, by item index; null in a snapshot made before this was counted.</summary>
    public ISparseRows? Together { get; }

    /// <param name="directory">Of the snapshot.</param>
    /// <param name="factorBits">As <see cref="ModelDirectory.Open"/>.</param>
    /// <exception cref="InputException">The directory holds no snapshot this build can serve, or a damaged one.</exception>
    public static Snapshot Open(string directory, int factorBits = 32)
    {
        var path = Path.Combine(directory, SnapshotHeader.FileName);
        var header = AtomicFile.ReadJson<SnapshotHeader>(path);
        if (header.Format != SnapshotHeader.CurrentFormat)
            throw new InputException(path, null, $"format {header.Format} is not supported; this build reads format {SnapshotHeader.CurrentFormat}.");
        if (header.Items < 0 || header.Users < 0 || header.Pairs < 0) throw new InputException(path, null, "a negative count.");
        var modelFolder = Path.Combine(directory, SnapshotWriter.ModelFolder);
        var modelHeader = Path.Combine(modelFolder, ModelHeader.FileName);
        if (!File.Exists(modelHeader)) throw new InputException(modelHeader, null, "the file is missing.");
        if (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(modelHeader))) != header.ModelSha256)
            throw new InputException(modelHeader, null, "the content does not have the SHA-256 the snapshot says.");
        ModelDirectory? model = null;
        SectionReader? sections = null;
        try
        {
            model = ModelDirectory.Open(modelFolder, factorBits);
            if (model.Header.Items != header.Items)
                throw new InputException(path, null, $"the model scores {model.Header.Items} items, the snapshot has {header.Items}.");
            sections = new SectionReader(directory, header.Sections);
            return new Snapshot(header, sections, model);
        }
        catch
        {
            sections?.Dispose();
            model?.Dispose();
            throw;
        }
    }

    /// <summary>The index of an item, if the model knows it.</summary>
    public bool TryGetItem(string itemId, out int index) => _itemIndex.TryGetValue(itemId, out index);

    /// <summary>Every user the model knows; to be read while the snapshot is mapped.</summary>
    public IEnumerable<string> UserIds => _users.Ids();

    /// <summary>What the model knows about a user. The history is a copy and outlives the snapshot.</summary>
    public bool TryGetHistory(string userId, out UserHistory history)
    {
        var user = _users.Find(userId);
        if (user < 0)
        {
            history = default;
            return false;
        }
        var start = _starts[user];
        var length = (int)(_starts[user + 1] - start);
        history = new UserHistory(
            _items.Slice(start, length).ToArray(), _weights.Slice(start, length).ToArray(), _times.Slice(start, length).ToArray(), user);
        return true;
    }

    public void Dispose()
    {
        _model.Dispose();
        _sections.Dispose();
    }

    private static MappedRows ReadTogether(SectionReader sections, int items)
    {
        var starts = sections.Open<long>("together-starts", items + 1L);
        var columns = sections.Open<int>("together-items");
        SparseChecks.Rows(starts.Span, columns.Length, "together-starts");
        SparseChecks.Indices(columns, items, "together-items");
        return new MappedRows(starts, columns, sections.Open<float>("together-weights", columns.Length));
    }

    internal static Product[] ReadItems(ReadOnlySpan<byte> lines, int count)
    {
        var items = new Product[count];
        // Thousands of products share a category or a brand: one text for all of them takes less memory, and stays in the processor's cache.
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var read = 0;
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            if (read == count) throw new InputException("items.bin", read + 1, $"more items than the {count} of the header.");
            try
            {
                var item = JsonSerializer.Deserialize<Product>(line, Json.Line) ?? throw new InputException("items.bin", read + 1, "null item.");
                items[read++] = item with { Category = Shared(texts, item.Category), Brand = Shared(texts, item.Brand) };
            }
            catch (JsonException e)
            {
                throw new InputException("items.bin", read + 1, e.Message, e);
            }
            lines = end < 0 ? [] : lines[(end + 1)..];
        }
        return read == count ? items : throw new InputException("items.bin", null, $"{read} items instead of the {count} of the header.");
    }

    private static string? Shared(HashSet<string> texts, string? text)
    {
        if (text is null) return null;
        if (texts.TryGetValue(text, out var first)) return first;
        texts.Add(text);
        return text;
    }
}
