using System.Collections.Concurrent;
using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Microsoft.Data.Sqlite;

namespace Ecom.Local.State;

/// <summary>
/// User state in one SQLite file. Commits are not synced (WAL, synchronous=NORMAL): what a power failure takes back is taken back together with the
/// checkpoint, and the feedback log repairs it.
/// </summary>
public sealed class SqliteUserState : IUserState, IDisposable
{
    // The feedback log, which is written first, refuses customers long before so many wait.
    private const int MaximumWaiting = 1 << 16;

    private const int SchemaVersion = 1;

    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteUserStateReader> _readers = [];
    private readonly SqliteConnection _writer;
    private readonly GroupWriter<Write> _writes;
    private bool _disposed;

    private SqliteUserState(string connectionString, SqliteConnection writer)
    {
        _connectionString = connectionString;
        _writer = writer;
        _writes = new GroupWriter<Write>("user state", MaximumWaiting, WriteGroup);
    }

    /// <exception cref="InputException">The file was written by another version of this program.</exception>
    public static SqliteUserState Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
        var writer = new SqliteConnection(text);
        try
        {
            writer.Open();
            Execute(writer, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;");
            Migrate(writer, path);
            return new SqliteUserState(text, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public Task<UserStateEntry> GetAsync(string userKey, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_readers.TryTake(out var reader)) reader = new SqliteUserStateReader(_connectionString);
        try
        {
            return Task.FromResult(reader.Read(userKey));
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    public Task ApplyAsync(IReadOnlyList<ShopEvent> events, CancellationToken cancellation = default) => WriteAsync(transaction =>
    {
        using var insert = Command(
            transaction, "INSERT OR IGNORE INTO events (user, time, id, kind, item, value) VALUES ($user, $time, $id, $kind, $item, $value)",
            "$user", "$time", "$id", "$kind", "$item", "$value");
        var users = new HashSet<string>(StringComparer.Ordinal);
        foreach (var e in events)
        {
            if (UserKeys.Of(e) is not { } key) continue;
            Bind(insert, key, e.Time.UtcTicks, e.EventId, (int)e.Kind, e.ItemId, e.Value);
            insert.ExecuteNonQuery();
            users.Add(key);
        }
        using var trim = Command(
            transaction,
            $"DELETE FROM events WHERE user = $user AND time < (SELECT time FROM events WHERE user = $user ORDER BY time DESC LIMIT 1 OFFSET {IUserState.MaximumEvents - 1})",
            "$user");
        foreach (var user in users)
        {
            Bind(trim, user);
            trim.ExecuteNonQuery();
        }
    }, cancellation);

    public async Task<FeedbackPosition> GetCheckpointAsync(CancellationToken cancellation = default)
    {
        var position = FeedbackPosition.Start;
        await WriteAsync(transaction => position = ReadCheckpoint(transaction), cancellation);
        return position;
    }

    public Task SetCheckpointAsync(FeedbackPosition position, CancellationToken cancellation = default) => WriteAsync(transaction =>
    {
        if (position <= ReadCheckpoint(transaction)) return;
        using var upsert = Command(transaction, "INSERT OR REPLACE INTO checkpoint (id, position) VALUES (1, $position)", "$position");
        Bind(upsert, position.ToString());
        upsert.ExecuteNonQuery();
    }, cancellation);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _writes.Dispose();
        while (_readers.TryTake(out var reader)) reader.Dispose();
        _writer.Dispose();
    }

    private Task WriteAsync(Action<SqliteTransaction> work, CancellationToken cancellation)
    {
        var write = new Write(work, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_writes.TryAdd(write)) throw new IOException($"{MaximumWaiting} writes of user state wait already.");
        return write.Done.Task.WaitAsync(cancellation);
    }

    private void WriteGroup(IReadOnlyList<Write> group)
    {
        try
        {
            Commit(group);
            foreach (var write in group) write.Done.SetResult();
        }
        catch (Exception e) when (group.Count == 1)
        {
            group[0].Done.SetException(e);
        }
        catch (Exception)
        {
            // One of them is at fault; the others must not share its fate.
            foreach (var write in group) WriteGroup([write]);
        }
    }

    private void Commit(IReadOnlyList<Write> group)
    {
        using var transaction = _writer.BeginTransaction();
        foreach (var write in group) write.Work(transaction);
        transaction.Commit();
    }

    private static FeedbackPosition ReadCheckpoint(SqliteTransaction transaction)
    {
        using var command = Command(transaction, "SELECT position FROM checkpoint");
        return FeedbackPosition.TryParse(command.ExecuteScalar() as string, out var position) ? position : FeedbackPosition.Start;
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction();
        using var command = Command(transaction, "PRAGMA user_version");
        var version = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (version is not (0 or SchemaVersion))
            throw new InputException(path, null, $"user state has schema version {version}; this build reads {SchemaVersion}. Delete the file: it is rebuilt from the feedback log.");
        if (version == 0)
            Execute(connection, $"""
                CREATE TABLE events (user TEXT NOT NULL, time INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, item TEXT, value REAL,
                    PRIMARY KEY (user, time, id)) WITHOUT ROWID;
                CREATE TABLE checkpoint (id INTEGER PRIMARY KEY, position TEXT NOT NULL);
                PRAGMA user_version = {SchemaVersion};
                """, transaction);
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteTransaction transaction, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = transaction.Connection!.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var k = 0; k < values.Length; k++) command.Parameters[k].Value = values[k] ?? DBNull.Value;
    }

    private sealed record Write(Action<SqliteTransaction> Work, TaskCompletionSource Done);
}
