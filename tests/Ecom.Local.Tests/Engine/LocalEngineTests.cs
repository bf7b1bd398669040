using Ecom.Conformance;
using Ecom.Local.Engine;
using Ecom.Pipeline.Orchestration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ecom.Local.Tests.Engine;

/// <summary>What only the local engine has: its journal, its clock, its bounds on activities, its watch over the orchestrations' thread.</summary>
public sealed class LocalEngineTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-engine-").FullName;
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly List<LocalEngine> _engines = [];

    private string JournalPath => Path.Combine(_folder, "sub", "journal.db");

    [Fact]
    public async Task Second_engine_on_a_journal_is_refused_with_its_path()
    {
        await StartAsync(Simple());
        var error = await Assert.ThrowsAsync<JournalInUseException>(() => StartAsync(Simple()));
        Assert.Contains(JournalPath, error.Message);
    }

    [Fact]
    public async Task Journal_of_a_newer_program_is_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(JournalPath)!);
        using (var connection = new SqliteConnection($"Data Source={JournalPath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(Simple()));
        Assert.Contains("99", error.Message);
    }

    [Theory]
    [InlineData("before record")]
    [InlineData("after record")]
    [InlineData("before decide")]
    [InlineData("after decide")]
    public async Task Journal_that_fails_for_a_while_loses_nothing(string boundary)
    {
        var count = 0;
        void Fail(string at, bool extends)
        {
            // Some of each kind, in the middle of the run.
            if (at == boundary && Interlocked.Increment(ref count) is 2 or 3 or 5) throw new IOException("the disk is full");
        }
        var runs = new int[5];
        var engine = await StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, n) =>
            {
                var sum = 0;
                for (var i = 0; i < n; i++) sum += await context.CallActivityAsync<int>("step", i);
                return sum;
            })
            .Activity<int, int>("step", i =>
            {
                Interlocked.Increment(ref runs[i]);
                return i;
            }), new LocalEngineOptions { JournalPath = JournalPath, Fault = Fail });
        await engine.StartAsync("main", 5, "one");
        Assert.Equal("10", (await EndAsync(engine)).Output.ToString());
        Assert.Equal([1, 1, 1, 1, 1], runs);
        Assert.True(count >= 5, $"{count} boundaries");
    }

    [Fact]
    public async Task Timer_of_a_month_follows_the_clock_it_was_given()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var engine = await StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, DateTime>("main", async (context, _) =>
            {
                context.SetCustomStatus("waiting");
                await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(30), CancellationToken.None);
                return context.CurrentUtcDateTime;
            }), time: time);
        await engine.StartAsync("main", 0, "one");
        while ((await engine.GetAsync("one"))!.CustomStatus is null) await Task.Delay(5);
        time.Advance(TimeSpan.FromDays(29));
        await Task.Delay(50);
        Assert.False((await engine.GetAsync("one"))!.Ended);
        while (!(await engine.GetAsync("one"))!.Ended)
        {
            time.Advance(TimeSpan.FromHours(6));
            await Task.Delay(5);
        }
        var end = (await engine.GetAsync("one"))!.Output!.Value.GetDateTime();
        Assert.True(end >= new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc), $"{end:O}");
    }

    [Fact]
    public async Task Clock_set_back_does_not_turn_the_deterministic_one_back()
    {
        var time = new SettableClock { Now = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero) };
        var engine = await StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, bool>("main", async (context, _) =>
            {
                var before = context.CurrentUtcDateTime;
                context.SetCustomStatus("waiting");
                await context.WaitForExternalEventAsync<int>("go");
                return context.CurrentUtcDateTime >= before;
            }), time: time);
        await engine.StartAsync("main", 0, "one");
        while ((await engine.GetAsync("one"))!.CustomStatus is null) await Task.Delay(5);
        time.Now = time.Now.AddDays(-1);
        await engine.RaiseEventAsync("one", "go", 1);
        Assert.True((await EndAsync(engine)).Output!.Value.GetBoolean());
    }

    [Fact]
    public async Task Activities_keep_to_their_bounds()
    {
        int all = 0, most = 0, narrow = 0, mostNarrow = 0;
        async Task<int> Count(CancellationToken cancellation, bool isNarrow)
        {
            lock (_engines)
            {
                most = Math.Max(most, ++all);
                if (isNarrow) mostNarrow = Math.Max(mostNarrow, ++narrow);
            }
            await Task.Delay(15, cancellation);
            lock (_engines)
            {
                all--;
                if (isNarrow) narrow--;
            }
            return 1;
        }
        var engine = await StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, n) => (await Task.WhenAll(
                Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>(i % 2 == 0 ? "wide" : "narrow", i)))).Sum())
            .Activity<int, int>("wide", (_, cancellation) => Count(cancellation, false))
            .Activity<int, int>("narrow", (_, cancellation) => Count(cancellation, true)),
            new LocalEngineOptions
            {
                JournalPath = JournalPath,
                MaximumParallelActivities = 4,
                ActivityLimits = new Dictionary<string, int> { ["NARROW"] = 1 },
            });
        await engine.StartAsync("main", 24, "one");
        Assert.Equal("24", (await EndAsync(engine)).Output.ToString());
        Assert.InRange(most, 2, 4);
        Assert.Equal(1, mostNarrow);
    }

    [Fact]
    public async Task Terminating_asks_running_activities_to_cancel()
    {
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var engine = await StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallActivityAsync<int>("long"))
            .Activity<object?, int>("long", async (_, cancellation) =>
            {
                await using var registration = cancellation.Register(cancelled.SetResult);
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return 0;
            }));
        await engine.StartAsync("main", 0, "one");
        await begun.Task.WaitAsync(Patience);
        await engine.TerminateAsync("one", "enough");
        await cancelled.Task.WaitAsync(Patience);
        Assert.Equal(OrchestrationStatus.Terminated, (await EndAsync(engine)).Status);
    }

    [Fact]
    public async Task Terminating_the_parent_ends_the_child()
    {
        var engine = await StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallSubOrchestrationAsync<int>("child", null, new CallOptions(InstanceId: "two")))
            .Orchestration<object?, int>("child", (context, _) => context.WaitForExternalEventAsync<int>("never")));
        await engine.StartAsync("main", 0, "one");
        while (await engine.GetAsync("two") is null) await Task.Delay(5);
        await engine.TerminateAsync("one", "enough");
        Assert.Equal(OrchestrationStatus.Terminated, (await EndAsync(engine)).Status);
        var child = await engine.WaitForCompletionAsync("two").WaitAsync(Patience);
        Assert.Equal((OrchestrationStatus.Terminated, "enough"), (child.Status, child.Error));
    }

    [Fact]
    public async Task Outcome_for_a_purged_instance_does_not_reach_its_successor()
    {
        var gates = new[] { new TaskCompletionSource<int>(), new TaskCompletionSource<int>() };
        var begun = new SemaphoreSlim(0);
        var runs = 0;
        var engine = await StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallActivityAsync<int>("deaf"))
            .Activity<object?, int>("deaf", (_, _) =>
            {
                begun.Release();
                return gates[Interlocked.Increment(ref runs) - 1].Task;
            }));
        await engine.StartAsync("main", 0, "one");
        await begun.WaitAsync(Patience);
        await engine.TerminateAsync("one");
        await EndAsync(engine);
        Assert.True(await engine.PurgeAsync("one"));
        await engine.StartAsync("main", 0, "one");
        await begun.WaitAsync(Patience);
        gates[0].SetResult(1);
        gates[1].SetResult(2);
        Assert.Equal("2", (await EndAsync(engine)).Output.ToString());
    }

    [Fact]
    public async Task Activity_that_finishes_while_the_host_stops_is_recorded()
    {
        var runs = 0;
        var begun = new TaskCompletionSource();
        OrchestrationCatalogue Catalogue() => new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallActivityAsync<int>("deaf"))
            .Activity<object?, int>("deaf", async (_, _) =>
            {
                Interlocked.Increment(ref runs);
                begun.TrySetResult();
                await Task.Delay(200, CancellationToken.None);
                return 9;
            });
        var engine = await StartAsync(Catalogue());
        await engine.StartAsync("main", 0, "one");
        await begun.Task.WaitAsync(Patience);
        await engine.DisposeAsync();
        Assert.Equal("9", (await EndAsync(await StartAsync(Catalogue()))).Output.ToString());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Code_that_leaves_its_thread_fails_the_instance()
    {
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                // An event is waited for as well, so that the instance is not simply stuck.
                var never = context.WaitForExternalEventAsync<int>("never");
                await Task.Delay(20).ConfigureAwait(false);
                await context.CallActivityAsync<int>("work");
                return await never;
            })
            .Activity<object?, int>("work", _ => 1));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("thread", state.Error);
    }

    [Fact]
    public async Task Code_that_awaits_the_outside_fails_the_instance()
    {
        var state = await RunAsync(new OrchestrationCatalogue().Orchestration<int, int>("main", async (_, x) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            return x;
        }));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("not from its context", state.Error);
    }

    [Fact]
    public async Task Another_input_than_the_recorded_one_fails_the_instance()
    {
        static OrchestrationCatalogue Code(int input) => new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                var x = await context.CallActivityAsync<int>("same", input);
                context.SetCustomStatus("waiting");
                return x + await context.WaitForExternalEventAsync<int>("go");
            })
            .Activity<int, int>("same", x => x);
        var engine = await StartAsync(Code(1));
        await engine.StartAsync("main", 0, "one");
        while ((await engine.GetAsync("one"))!.CustomStatus is null) await Task.Delay(5);
        await engine.DisposeAsync();
        var state = await EndAsync(await StartAsync(Code(2)));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("input hash", state.Error);
    }

    [Fact]
    public async Task Engine_that_is_stopped_says_so()
    {
        var engine = await StartAsync(Simple());
        await engine.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.StartAsync("main", 1, "one"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines) await engine.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static OrchestrationCatalogue Simple() => new OrchestrationCatalogue().Orchestration<int, int>("main", (_, x) => Task.FromResult(x));

    private async Task<LocalEngine> StartAsync(OrchestrationCatalogue catalogue, LocalEngineOptions? options = null, TimeProvider? time = null)
    {
        var engine = new LocalEngine(
            options ?? new LocalEngineOptions { JournalPath = JournalPath }, catalogue,
            _services.GetRequiredService<IServiceScopeFactory>(), time ?? TimeProvider.System, NullLoggerFactory.Instance);
        await engine.StartAsync(CancellationToken.None);
        _engines.Add(engine);
        return engine;
    }

    private async Task<OrchestrationState> RunAsync(OrchestrationCatalogue catalogue)
    {
        var engine = await StartAsync(catalogue);
        await engine.StartAsync("main", 0, "one");
        return await EndAsync(engine);
    }

    private static Task<OrchestrationState> EndAsync(LocalEngine engine) => engine.WaitForCompletionAsync("one").WaitAsync(Patience);

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
