using Microsoft.Data.Sqlite;

namespace Ecom.Local.Engine;

/// <summary>The journal's prepared statements. Used inside a transaction of the one writing connection.</summary>
internal sealed class JournalCommands : IDisposable
{
    private readonly SqliteCommand _insert, _update, _append, _clear, _delete;

    public JournalCommands(SqliteConnection connection)
    {
        _insert = Prepare(connection, """
            INSERT INTO instances VALUES($id,$name,$version,$parent,$parentGeneration,$parentCall,$generation,$status,$input,NULL,NULL,NULL,$created,$updated,0)
            """, "$id", "$name", "$version", "$parent", "$parentGeneration", "$parentCall", "$generation", "$status", "$input", "$created", "$updated");
        _update = Prepare(connection, """
            UPDATE instances SET generation=$generation, status=$status, input=$input, output=$output, custom_status=$custom, error=$error,
              updated=$updated, delivered=$delivered WHERE id=$id
            """, "$id", "$generation", "$status", "$input", "$output", "$custom", "$error", "$updated", "$delivered");
        _append = Prepare(connection, "INSERT INTO history VALUES($id,$sequence,$kind,$call,$name,$hash,$payload,$target,$time)",
            "$id", "$sequence", "$kind", "$call", "$name", "$hash", "$payload", "$target", "$time");
        _clear = Prepare(connection, "DELETE FROM history WHERE instance=$id", "$id");
        _delete = Prepare(connection, "DELETE FROM instances WHERE id=$id", "$id");
    }

    private IEnumerable<SqliteCommand> All => [_insert, _update, _append, _clear, _delete];

    public void Begin(SqliteTransaction transaction)
    {
        foreach (var command in All) command.Transaction = transaction;
    }

    public void Insert(InstanceRow row) => Run(_insert, row.Id, row.Name, row.Version, row.ParentId, row.ParentGeneration, row.ParentCall,
        row.Generation, (int)row.Status, row.Input, row.Created, row.Updated);

    public void Update(InstanceRow row) => Run(_update, row.Id, row.Generation, (int)row.Status, row.Input, row.Output, row.CustomStatus, row.Error,
        row.Updated, row.Delivered);

    public void Append(string id, HistoryEvent entry) => Run(_append, id, entry.Sequence, (int)entry.Kind, entry.Call, entry.Name, entry.Hash,
        entry.Payload, entry.Target, entry.Time);

    public void Clear(string id) => Run(_clear, id);

    public void Delete(string id) => Run(_delete, id);

    public void Dispose()
    {
        foreach (var command in All) command.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static void Run(SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }
}
