using System.IO.Hashing;
using System.Numerics;
using System.Text;
using Ecom.Domain;
using Ecom.Models.Storage;

namespace Ecom.Models.Snapshots;

/// <summary>
/// User id → row, as a mapped open-addressing hash table over UTF-8 ids (XXH3, linear probing, at most half full), so that a million
/// users cost nothing at start-up.
/// </summary>
internal sealed class UserIndex
{
    private readonly Section<int> _slots;
    private readonly Section<long> _starts;
    private readonly Section<byte> _bytes;

    public UserIndex(SectionReader sections, int users)
    {
        _slots = sections.Open<int>("user-slots", SlotCount(users));
        _starts = sections.Open<long>("user-id-starts", users + 1L);
        _bytes = sections.Open<byte>("user-id-bytes", _starts[users]);
        var previous = 0L;
        foreach (var start in _starts.Span)
        {
            if (start < previous) throw new InputException("user-id-starts.bin", null, "the offsets do not ascend.");
            previous = start;
        }
        foreach (var slot in _slots.Span)
            if (slot < -1 || slot >= users) throw new InputException("user-slots.bin", null, $"slot value {slot} is out of range.");
    }

    public static void Write(SectionWriter writer, IReadOnlyList<string> ids)
    {
        var starts = new long[ids.Count + 1];
        for (var u = 0; u < ids.Count; u++) starts[u + 1] = starts[u] + Encoding.UTF8.GetByteCount(ids[u]);
        var bytes = new byte[checked((int)starts[^1])];
        var slots = new int[SlotCount(ids.Count)];
        Array.Fill(slots, -1);
        for (var u = 0; u < ids.Count; u++)
        {
            var id = bytes.AsSpan((int)starts[u], (int)(starts[u + 1] - starts[u]));
            Encoding.UTF8.GetBytes(ids[u], id);
            var slot = FirstSlot(id, slots.Length);
            while (slots[slot] >= 0)
            {
                var other = slots[slot];
                if (bytes.AsSpan((int)starts[other], (int)(starts[other + 1] - starts[other])).SequenceEqual(id))
                    throw new ArgumentException($"The user id of row {u} occurs twice.", nameof(ids));
                slot = (slot + 1) & (slots.Length - 1);
            }
            slots[slot] = u;
        }
        writer.Add<int>("user-slots", slots);
        writer.Add<long>("user-id-starts", starts);
        writer.Add<byte>("user-id-bytes", bytes);
    }

    /// <summary>The ids in the order of the rows.</summary>
    public IEnumerable<string> Ids()
    {
        for (var user = 0; user < _starts.Length - 1; user++)
            yield return Encoding.UTF8.GetString(_bytes.Slice(_starts[user], (int)(_starts[user + 1] - _starts[user])));
    }

    /// <returns>The user's row, or −1.</returns>
    public int Find(string id)
    {
        var utf8 = Encoding.UTF8.GetBytes(id);
        var slots = _slots.Span;
        for (var slot = FirstSlot(utf8, slots.Length); slots[slot] >= 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var user = slots[slot];
            var start = _starts[user];
            if (_bytes.Slice(start, (int)(_starts[user + 1] - start)).SequenceEqual(utf8)) return user;
        }
        return -1;
    }

    private static int SlotCount(int users) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, users * 2L));

    private static int FirstSlot(ReadOnlySpan<byte> id, int slots) => (int)(XxHash3.HashToUInt64(id) & (uint)(slots - 1));
}
