using Ecom.Local.Engine;
using Microsoft.Data.Sqlite;

namespace Ecom.CrashProbe;

/// <summary>What a journal holds about activities, read from outside while nobody runs it.</summary>
public static class JournalReading
{
    /// <summary>Activities whose outcome is recorded: name, tab, input; one entry per call.</summary>
    public static IReadOnlyList<string> Completed(string journal)
    {
        if (!File.Exists(journal)) return [];
        using var connection = new SqliteConnection($"Data Source={journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT s.name, s.payload FROM history s JOIN history c ON c.instance = s.instance AND c.call = s.call
            WHERE s.kind = {(int)HistoryKind.ActivityScheduled} AND c.kind IN ({(int)HistoryKind.ActivityCompleted}, {(int)HistoryKind.ActivityFailed})
            """;
        try
        {
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read()) rows.Add($"{reader.GetString(0)}\t{reader.GetString(1)}");
            return rows;
        }
        catch (SqliteException e) when (e.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return [];
        }
    }
}
