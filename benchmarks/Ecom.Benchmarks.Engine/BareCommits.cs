using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Ecom.Benchmarks.Engine;

/// <summary>The least a journal with the engine's guarantees costs: for each step one durable commit of its completion and one of the next decision.</summary>
internal static class BareCommits
{
    /// <returns>Seconds for so many steps in a row.</returns>
    public static double Run(string folder, int steps)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE IF NOT EXISTS history(
              instance TEXT NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL, payload TEXT, PRIMARY KEY(instance, sequence)) WITHOUT ROWID;
            DELETE FROM history;
            """);
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO history VALUES('one', $sequence, $kind, '12345')";
        var sequence = insert.Parameters.Add("$sequence", SqliteType.Integer);
        var kind = insert.Parameters.Add("$kind", SqliteType.Integer);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 2 * steps; i++)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            sequence.Value = i;
            kind.Value = i % 2;
            insert.ExecuteNonQuery();
            transaction.Commit();
        }
        return clock.Elapsed.TotalSeconds;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
