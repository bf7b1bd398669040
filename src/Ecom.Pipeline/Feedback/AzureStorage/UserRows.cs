using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Ecom.Domain;

namespace Ecom.Pipeline.Feedback.AzureStorage;

/// <summary>Keys and columns of the user table. Ids are hashed in keys: the service allows neither every character nor every length there.</summary>
internal sealed class UserRows(ShopId shop)
{
    public const string Position = "Position";

    /// <summary>First letter of an event's row.</summary>
    private const string FirstEvent = "e";

    public string Partition(string userKey) => $"{shop}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(userKey)))}";

    public TableEntity Checkpoint(FeedbackPosition position) => new(shop.Value, "checkpoint") { [Position] = position.ToString() };

    /// <summary>An event's row; the same event gives the same key.</summary>
    public static TableEntity Write(string partition, ShopEvent e)
    {
        var age = DateTime.MaxValue.Ticks - e.Time.UtcTicks;
        var row = new TableEntity(partition, string.Create(CultureInfo.InvariantCulture, $"{FirstEvent}{age:D19}-{Hash(e.EventId):x32}"))
        {
            ["EventId"] = e.EventId,
            ["Kind"] = e.Kind.ToString(),
            ["Ticks"] = e.Time.UtcTicks,
        };
        if (e.ItemId is not null) row["ItemId"] = e.ItemId;
        if (e.Value is { } value) row["Value"] = value;
        return row;
    }

    public static UserStateEntry Read(IReadOnlyList<TableEntity> rows)
    {
        var events = new List<RecentEvent>(rows.Count);
        foreach (var row in rows) events.Add(ReadEvent(row));
        events.Reverse();
        return new UserStateEntry(events);
    }

    /// <summary>A number drawn from a key, the same for everyone.</summary>
    public static uint Draw(string rowKey) => XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(rowKey));

    private static RecentEvent ReadEvent(TableEntity row) => new(
        row.GetString("EventId"), Enum.Parse<EventKind>(row.GetString("Kind")), new DateTimeOffset(row.GetInt64("Ticks")!.Value, TimeSpan.Zero),
        row.GetString("ItemId"), row.GetDouble("Value"));

    private static UInt128 Hash(string text) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text));
}
