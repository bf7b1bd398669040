using Ecom.Pipeline.Orchestration;
using Microsoft.Data.Sqlite;

namespace Ecom.Local.Engine;

/// <summary>The journal's queries over a connection of the caller's.</summary>
internal readonly struct JournalReader(SqliteConnection connection)
{
    private const string Columns =
        "id,name,version,parent_id,parent_generation,parent_call,generation,status,input,output,custom_status,error,created,updated,delivered";

    public InstanceRow? Find(string id) => Query($"SELECT {Columns} FROM instances WHERE id=$a", id, null).FirstOrDefault();

    /// <summary>Instances that have not ended, oldest first.</summary>
    public List<InstanceRow> Live() => Query($"SELECT {Columns} FROM instances WHERE status < 2 ORDER BY created, rowid", null, null);

    /// <summary>Instances whose id starts with a prefix, newest first.</summary>
    public List<InstanceRow> List(string prefix, int most) =>
        Query($"SELECT {Columns} FROM instances WHERE substr(id,1,length($a))=$a ORDER BY created DESC, rowid DESC LIMIT $b", prefix, most);

    public List<HistoryEvent> History(string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence,kind,call,name,hash,payload,target,time FROM history WHERE instance=$a ORDER BY sequence";
        command.Parameters.AddWithValue("$a", id);
        using var reader = command.ExecuteReader();
        var events = new List<HistoryEvent>();
        while (reader.Read())
        {
            events.Add(new HistoryEvent((HistoryKind)reader.GetInt32(1))
            {
                Sequence = reader.GetInt64(0),
                Call = reader.GetInt32(2),
                Name = Text(reader, 3),
                Hash = Text(reader, 4),
                Payload = Text(reader, 5),
                Target = Text(reader, 6),
                Time = reader.GetInt64(7),
            });
        }
        return events;
    }

    private List<InstanceRow> Query(string sql, string? a, int? b)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (a is not null) command.Parameters.AddWithValue("$a", a);
        if (b is not null) command.Parameters.AddWithValue("$b", b);
        using var reader = command.ExecuteReader();
        var rows = new List<InstanceRow>();
        while (reader.Read())
        {
            rows.Add(new InstanceRow
            {
                Id = reader.GetString(0),
                Name = reader.GetString(1),
                Version = reader.GetString(2),
                ParentId = Text(reader, 3),
                ParentGeneration = reader.GetInt32(4),
                ParentCall = reader.GetInt32(5),
                Generation = reader.GetInt32(6),
                Status = (OrchestrationStatus)reader.GetInt32(7),
                Input = Text(reader, 8),
                Output = Text(reader, 9),
                CustomStatus = Text(reader, 10),
                Error = Text(reader, 11),
                Created = reader.GetInt64(12),
                Updated = reader.GetInt64(13),
                Delivered = reader.GetInt64(14),
            });
        }
        return rows;
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
