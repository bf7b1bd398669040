using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ecom.Pipeline.Orchestration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecom.Local.Engine;

/// <summary>
/// Durable orchestrations on one machine: event-sourced on a SQLite journal, with the semantics of Durable Functions (see
/// docs/durable-engine.md). Survives a kill at any moment; no step whose completion was recorded runs again.
/// </summary>
public sealed class LocalEngine : IOrchestrationClient, IHostedService, IAsyncDisposable
{
    private readonly LocalEngineOptions _options;
    private readonly OrchestrationCatalogue _catalogue;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly CompletionWaiters _waiters = new();
    private readonly BlockingCollection<EngineMessage> _messages = [];
    private Journal? _journal;
    private ActivityRunner? _activities;
    private TimerQueue? _timers;
    private Thread? _thread;
    private bool _disposed;

    public LocalEngine(
        LocalEngineOptions options, OrchestrationCatalogue catalogue, IServiceScopeFactory scopes, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _catalogue, _scopes, _time, _loggers) = (options, catalogue, scopes, time, loggers);
    }

    /// <summary>Opens the journal and resumes what it holds.</summary>
    /// <exception cref="JournalInUseException">Another process runs this journal.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_thread is not null) throw new InvalidOperationException("The engine was started already.");
        _journal = Journal.Open(_options.JournalPath, _options.Fault);
        _activities = new ActivityRunner(_options, _catalogue, _scopes, m => Post(m));
        _timers = new TimerQueue(_time, () => Post(new EngineMessage.Tick()));
        var state = new EngineState(_catalogue, _options.Version, _loggers, id => Post(new EngineMessage.ForeignThread(id)));
        var loop = new EngineLoop(_journal, state, _activities, _timers, _messages, _waiters, _loggers.CreateLogger<LocalEngine>(), _time);
        _thread = new Thread(loop.Run) { Name = "durable engine", IsBackground = true };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Cancels running activities, records those that finish in time, and closes the journal. The rest runs again after the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_thread is null || _messages.IsAddingCompleted) return;
        await _activities!.StopAsync(cancellationToken);
        _messages.CompleteAdding();
        await Task.Run(_thread.Join, CancellationToken.None);
        _timers!.Dispose();
        _journal!.Dispose();
        using var connection = Connect();
        SqliteConnection.ClearPool(connection);
    }

    public Task<bool> StartAsync(string name, object? input, string instanceId, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return SendAsync(new EngineMessage.Start(name, instanceId, Messages.Write(input, $"input of '{name}'")), cancellation);
    }

    public Task RaiseEventAsync(string instanceId, string eventName, object? payload, CancellationToken cancellation = default) =>
        SendAsync(new EngineMessage.Raise(instanceId, eventName, Messages.Write(payload, $"event '{eventName}'")), cancellation);

    public Task TerminateAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(new EngineMessage.Terminate(instanceId, reason), cancellation);

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default) =>
        SendAsync(new EngineMessage.Purge(instanceId), cancellation);

    public Task<OrchestrationState?> GetAsync(string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(Read(reader => reader.Find(instanceId)) is { } row ? ToState(row) : null);

    public async IAsyncEnumerable<OrchestrationState> ListAsync(
        string prefix, int most, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        foreach (var row in Read(reader => reader.List(prefix, most)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return ToState(row);
        }
    }

    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public async Task<OrchestrationState> WaitForCompletionAsync(string instanceId, CancellationToken cancellation = default)
    {
        while (true)
        {
            // First the waiter, then the look: an end in between is not missed.
            var ended = _waiters.For(instanceId);
            var state = await GetAsync(instanceId, cancellation)
                ?? throw new InvalidOperationException($"There is no orchestration instance '{instanceId}'.");
            if (state.Ended) return state;
            await ended.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A container that hands the engine out under several services disposes it once for each.
        if (_disposed) return;
        _disposed = true;
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await StopAsync(now.Token);
        _activities?.Dispose();
        _messages.Dispose();
    }

    /// <summary>Rows of an instance's stored history.</summary>
    internal int HistoryCount(string instanceId) => Read(reader => reader.History(instanceId).Count);

    private async Task<bool> SendAsync(EngineMessage message, CancellationToken cancellation)
    {
        if (_thread is null || !Post(message)) throw new InvalidOperationException("The durable engine is not running.");
        return await message.Done.Task.WaitAsync(cancellation);
    }

    private bool Post(EngineMessage message)
    {
        try
        {
            return _messages.TryAdd(message);
        }
        catch (InvalidOperationException)
        {
            // Stopped: an outcome that comes now is not recorded, and the step runs again after the restart.
            return false;
        }
    }

    private SqliteConnection Connect() =>
        new(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(_options.JournalPath), Mode = SqliteOpenMode.ReadWrite }.ToString());

    private T Read<T>(Func<JournalReader, T> query)
    {
        using var connection = Connect();
        connection.Open();
        return query(new JournalReader(connection));
    }

    private static OrchestrationState ToState(InstanceRow row) => new()
    {
        InstanceId = row.Id,
        Name = row.Name,
        Status = row.Status,
        Created = new DateTimeOffset(row.Created, TimeSpan.Zero),
        Updated = new DateTimeOffset(row.Updated, TimeSpan.Zero),
        Input = Element(row.Input),
        Output = Element(row.Output),
        CustomStatus = Element(row.CustomStatus),
        Error = row.Error,
    };

    private static JsonElement? Element(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json, Messages.Json);
}
