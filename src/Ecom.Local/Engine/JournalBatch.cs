namespace Ecom.Local.Engine;

/// <summary>Writes that become durable together.</summary>
internal sealed class JournalBatch
{
    private readonly List<(Operation Kind, InstanceRow? Row, string? Id, HistoryEvent? Event)> _operations = [];
    private readonly HashSet<InstanceRow> _changed = [];

    private enum Operation { Insert, Append, Clear, Delete }

    public bool IsEmpty => _operations.Count == 0 && _changed.Count == 0;

    /// <summary>Whether a history grows by it.</summary>
    public bool Extends => _operations.Exists(o => o.Kind == Operation.Append);

    public void Insert(InstanceRow row) => _operations.Add((Operation.Insert, row, null, null));

    public void Append(string id, HistoryEvent entry) => _operations.Add((Operation.Append, null, id, entry));

    /// <summary>Drops an instance's history.</summary>
    public void Clear(string id) => _operations.Add((Operation.Clear, null, id, null));

    /// <summary>Removes an instance; a change of it in this batch is void, lest it hit a successor of the same id.</summary>
    public void Delete(string id)
    {
        _changed.RemoveWhere(row => row.Id == id);
        _operations.Add((Operation.Delete, null, id, null));
    }

    /// <summary>Stores the row as it is at the commit, however often it changes until then.</summary>
    public void Change(InstanceRow row) => _changed.Add(row);

    public void Apply(JournalCommands commands)
    {
        foreach (var (kind, row, id, entry) in _operations)
        {
            switch (kind)
            {
                case Operation.Insert: commands.Insert(row!); break;
                case Operation.Append: commands.Append(id!, entry!); break;
                case Operation.Clear: commands.Clear(id!); break;
                case Operation.Delete: commands.Clear(id!); commands.Delete(id!); break;
            }
        }
        foreach (var row in _changed) commands.Update(row);
    }

    public void Reset()
    {
        _operations.Clear();
        _changed.Clear();
    }
}
