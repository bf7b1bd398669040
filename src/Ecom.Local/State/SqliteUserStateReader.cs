using System.Text.Json;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Feedback;
using Microsoft.Data.Sqlite;

namespace Ecom.Local.State;

/// <summary>A connection with the one read of the request path prepared; for one caller at a time.</summary>
internal sealed class SqliteUserStateReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private readonly SqliteParameter _user;

    public SqliteUserStateReader(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        _command = _connection.CreateCommand();
        // The list comes first, as a row without an event; then the events, newest first.
        _command.CommandText = $"""
            SELECT list, NULL, NULL, NULL, NULL FROM lists WHERE user = $user
            UNION ALL
            SELECT id, time, kind, item, value FROM
                (SELECT id, time, kind, item, value FROM events WHERE user = $user ORDER BY time DESC, id DESC LIMIT {2 * IUserState.MaximumEvents})
            """;
        _user = _command.Parameters.Add("$user", SqliteType.Text);
        _command.Prepare();
    }

    public UserStateEntry Read(string userKey)
    {
        _user.Value = userKey;
        using var rows = _command.ExecuteReader();
        ServedList? list = null;
        var events = new List<RecentEvent>();
        HashSet<string>? ids = null;
        while (rows.Read())
        {
            var text = rows.GetString(0);
            if (rows.IsDBNull(1))
            {
                list = JsonSerializer.Deserialize<ServedList>(text, PipelineJson.Options);
                continue;
            }
            // An event sent twice with different times has two rows.
            if (events.Count == IUserState.MaximumEvents || !(ids ??= []).Add(text)) continue;
            events.Add(new RecentEvent(
                text, (EventKind)rows.GetInt32(2), new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero),
                rows.IsDBNull(3) ? null : rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetDouble(4)));
        }
        if (list is null && events.Count == 0) return UserStateEntry.Empty;
        events.Reverse();
        return new UserStateEntry(events, list);
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
