using Microsoft.Data.Sqlite;

namespace Ecom.Local.Engine;

/// <summary>
/// The engine's memory on disk: SQLite in WAL mode with <c>synchronous=FULL</c>, so what was committed survives a kill and a power cut. One
/// connection writes, from one thread; a lock file held open keeps other processes out and goes with the process, however it ends.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly JournalCommands _commands;
    private readonly JournalFault? _fault;

    private Journal(FileStream owner, SqliteConnection connection, JournalFault? fault)
    {
        (_lock, _connection, _fault) = (owner, connection, fault);
        _commands = new JournalCommands(connection);
    }

    /// <exception cref="JournalInUseException">Another engine has it open.</exception>
    public static Journal Open(string path, JournalFault? fault)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream owner;
        try
        {
            owner = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new JournalInUseException(path, e);
        }
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            JournalSchema.Ensure(connection, path);
            return new Journal(owner, connection, fault);
        }
        catch
        {
            connection.Dispose();
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Makes a batch durable: all of it or nothing.</summary>
    public void Commit(string boundary, JournalBatch batch)
    {
        if (batch.IsEmpty) return;
        var extends = batch.Extends;
        _fault?.Invoke("before " + boundary, extends);
        using (var transaction = _connection.BeginTransaction())
        {
            _commands.Begin(transaction);
            batch.Apply(_commands);
            transaction.Commit();
        }
        batch.Reset();
        _fault?.Invoke("after " + boundary, extends);
    }

    public JournalReader Reader() => new(_connection);

    public void Dispose()
    {
        _commands.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }
}
