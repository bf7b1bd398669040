using Microsoft.Data.Sqlite;

namespace Ecom.Local.Engine;

/// <summary>The journal's tables and their version, kept in SQLite's <c>user_version</c>.</summary>
internal static class JournalSchema
{
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE instances(
          id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL,
          parent_id TEXT, parent_generation INTEGER NOT NULL, parent_call INTEGER NOT NULL,
          generation INTEGER NOT NULL, status INTEGER NOT NULL,
          input TEXT, output TEXT, custom_status TEXT, error TEXT,
          created INTEGER NOT NULL, updated INTEGER NOT NULL, delivered INTEGER NOT NULL);
        CREATE INDEX instances_live ON instances(status) WHERE status < 2;
        CREATE TABLE history(
          instance TEXT NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL, call INTEGER NOT NULL,
          name TEXT, hash TEXT, payload TEXT, target TEXT, time INTEGER NOT NULL,
          PRIMARY KEY(instance, sequence)) WITHOUT ROWID;
        """;

    /// <exception cref="InvalidDataException">The file was written by a newer version of the product.</exception>
    public static void Ensure(SqliteConnection connection, string path)
    {
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;");
        using var read = connection.CreateCommand();
        read.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt32(read.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (found == Version) return;
        if (found != 0)
            throw new InvalidDataException($"The journal '{path}' has schema version {found}; this program knows version {Version}. Use the program that wrote it, or a new data folder.");
        // One transaction, so that a process killed here leaves either no table or all of them with the version.
        Execute(connection, $"BEGIN; {Tables} PRAGMA user_version={Version}; COMMIT;");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
