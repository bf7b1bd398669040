using System.Globalization;
using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Microsoft.Data.Sqlite;

namespace Ecom.Local.State;

/// <summary>A connection with the one read of the request path prepared; for one caller at a time.</summary>
internal sealed class SqliteUserStateReader : IDisposable
{
    /// <summary>Enough for the upper levels of the tree; the system keeps the rest of the file, once for all readers.</summary>
    private const int CacheKilobytes = 256;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private readonly SqliteParameter _user;

    public SqliteUserStateReader(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _command = _connection.CreateCommand();
        _command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size=-{CacheKilobytes}");
        _command.ExecuteNonQuery();
        _command.CommandText = $"SELECT id, time, kind, item, value FROM events WHERE user = $user ORDER BY time DESC, id DESC LIMIT {2 * IUserState.MaximumEvents}";
        _user = _command.Parameters.Add("$user", SqliteType.Text);
        _command.Prepare();
    }

    public UserStateEntry Read(string userKey)
    {
        _user.Value = userKey;
        using var rows = _command.ExecuteReader();
        var events = new List<RecentEvent>();
        HashSet<string>? ids = null;
        while (rows.Read())
        {
            var text = rows.GetString(0);
            // An event sent twice with different times has two rows.
            if (events.Count == IUserState.MaximumEvents || !(ids ??= []).Add(text)) continue;
            events.Add(new RecentEvent(
                text, (EventKind)rows.GetInt32(2), new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero),
                rows.IsDBNull(3) ? null : rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetDouble(4)));
        }
        if (events.Count == 0) return UserStateEntry.Empty;
        events.Reverse();
        return new UserStateEntry(events);
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
