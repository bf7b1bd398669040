using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace Ecom.Data.Sql;

/// <summary>
/// One sealed, in-memory DuckDB instance: it reaches the given files and folders and its own temporary folder, loads no extension, and
/// its configuration is locked once open. Not thread-safe.
/// </summary>
internal sealed class DuckSession : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly string _temporary;
    private readonly CancellationToken _cancellation;

    private DuckSession(DuckDBConnection connection, string temporary, CancellationToken cancellation)
    {
        _connection = connection;
        _temporary = temporary;
        _cancellation = cancellation;
    }

    /// <summary>A folder of this session alone, deleted with it.</summary>
    public string Temporary => _temporary;

    public DuckDBConnection Connection => _connection;

    /// <param name="limits">Memory, temporary space and threads.</param>
    /// <param name="files">Files that may be read.</param>
    /// <param name="directories">Folders that may be read and written.</param>
    /// <param name="timeZone">IANA zone in which times without offset are read.</param>
    /// <param name="cancellation">Interrupts a running statement.</param>
    public static DuckSession Open(
        DuckLimits limits, IEnumerable<string> files, IEnumerable<string> directories, string timeZone = "UTC",
        CancellationToken cancellation = default)
    {
        var temporary = Path.Combine(limits.TemporaryDirectory ?? Path.GetTempPath(), "ecom-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(temporary);
        var connection = new DuckDBConnection("DataSource=:memory:");
        var session = new DuckSession(connection, temporary, cancellation);
        try
        {
            connection.Open();
            string[] settings =
            [
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                $"memory_limit = '{limits.MemoryBytes.ToString(CultureInfo.InvariantCulture)}B'",
                $"temp_directory = {SqlText.Literal(temporary)}",
                $"max_temp_directory_size = '{limits.TemporaryBytes.ToString(CultureInfo.InvariantCulture)}B'",
                $"threads = {Math.Max(1, limits.Threads).ToString(CultureInfo.InvariantCulture)}",
                $"TimeZone = {SqlText.Literal(timeZone)}",
                $"allowed_paths = {SqlText.List(files.Select(Path.GetFullPath))}",
                $"allowed_directories = {SqlText.List(directories.Append(temporary).Select(d => Path.GetFullPath(d) + "/"))}",
                "allowed_configs = ['TimeZone']",
                "enable_external_access = false",
                "lock_configuration = true",
            ];
            foreach (var setting in settings) session.Execute("SET " + setting);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The zone in which times without offset are read; the only setting that stays open, since a dump's own columns may decide it.</summary>
    public void SetTimeZone(string zone) => Execute("SET TimeZone = " + SqlText.Literal(zone));

    public void Execute(string sql) => Run(sql, static command => command.ExecuteNonQuery());

    public long Count(string sql) => Run(sql, static command => Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture));

    /// <summary>Runs a query and hands every row to <paramref name="row"/>.</summary>
    public void Query(string sql, Action<DbDataReader> row) => Run(sql, command =>
    {
        using var reader = command.ExecuteReader();
        while (reader.Read()) row(reader);
        return 0;
    });

    /// <summary>The rows of a query, each turned into one value.</summary>
    public List<T> Rows<T>(string sql, Func<DbDataReader, T> row)
    {
        var rows = new List<T>();
        Query(sql, reader => rows.Add(row(reader)));
        return rows;
    }

    public void Dispose()
    {
        _connection.Dispose();
        try
        {
            Directory.Delete(_temporary, recursive: true);
        }
        catch (IOException)
        {
            // A scanner that holds a file open must not turn a finished step into a failed one; the system's temporary folder is cleaned by others.
        }
    }

    private T Run<T>(string sql, Func<DbCommand, T> run)
    {
        _cancellation.ThrowIfCancellationRequested();
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        // Streaming: results are never held twice.
        command.UseStreamingMode = true;
        using var registration = _cancellation.Register(command.Cancel);
        try
        {
            return run(command);
        }
        catch (DuckDBException) when (_cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(_cancellation);
        }
    }
}
