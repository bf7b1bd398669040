using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>What must be the same on every replay, and that code which is not is found out.</summary>
public abstract class DeterminismCases : ConformanceSuite
{
    [Fact]
    public async Task Ids_and_clock_are_the_same_on_replay()
    {
        var seen = new List<string>();
        var catalogue = new OrchestrationCatalogue().Orchestration<int, string>("main", async (context, _) =>
        {
            var (first, second, time) = (context.NewGuid(), context.NewGuid(), context.CurrentUtcDateTime);
            lock (seen) seen.Add($"{first} {second} {time:O}");
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEventAsync<int>("go");
            return $"{first} {second} {time:O}";
        });
        await BeginAsync(catalogue);
        await UntilStatusAsync("waiting");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("one", "go", 1);
        var result = Output<string>(await EndAsync());
        Assert.True(seen.Count >= 2, "the code was not replayed");
        Assert.All(seen, s => Assert.Equal(result, s));
        Assert.NotEqual(result.Split(' ')[0], result.Split(' ')[1]);
        Assert.NotEqual(default, Guid.Parse(result.Split(' ')[0]));
    }

    [Fact]
    public async Task Ids_differ_between_instances()
    {
        await Host.StartAsync(new OrchestrationCatalogue()
            .Orchestration<int, Guid>("main", (context, _) => Task.FromResult(context.NewGuid())));
        await Client.StartAsync("main", 1, "one");
        await Client.StartAsync("main", 1, "two");
        Assert.NotEqual(Output<Guid>(await EndAsync()), Output<Guid>(await EndAsync("two")));
    }

    [Fact]
    public async Task Clock_is_universal_and_goes_forward()
    {
        var times = await ResultAsync<DateTime[]>(new OrchestrationCatalogue()
            .Orchestration<int, DateTime[]>("main", async (context, _) =>
            {
                var times = new List<DateTime> { context.CurrentUtcDateTime };
                for (var i = 0; i < 5; i++)
                {
                    await context.CallActivityAsync<int>("work");
                    times.Add(context.CurrentUtcDateTime);
                }
                return [.. times];
            })
            .Activity<object?, int>("work", _ => 1));
        Assert.All(times, t => Assert.Equal(DateTimeKind.Utc, t.Kind));
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task Replay_can_be_told_apart()
    {
        var fresh = 0;
        var all = 0;
        var catalogue = new OrchestrationCatalogue().Orchestration<int, int>("main", async (context, _) =>
        {
            Interlocked.Increment(ref all);
            if (!context.IsReplaying) Interlocked.Increment(ref fresh);
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEventAsync<int>("go");
            return context.IsReplaying ? 1 : 0;
        });
        await BeginAsync(catalogue);
        await UntilStatusAsync("waiting");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("one", "go", 1);
        Assert.Equal(0, Output<int>(await EndAsync()));
        Assert.True(all >= 2, "the code was not replayed");
        Assert.Equal(1, fresh);
    }

    [Fact]
    public async Task Version_stays_with_the_instance()
    {
        var catalogue = new OrchestrationCatalogue().Orchestration<int, string[]>("main", async (context, _) =>
        {
            var before = context.Version;
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEventAsync<int>("go");
            return [before, context.Version];
        });
        await BeginAsync(catalogue);
        await UntilStatusAsync("waiting");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("one", "go", 1);
        var versions = Output<string[]>(await EndAsync());
        Assert.NotEmpty(versions[0]);
        Assert.Equal(versions[0], versions[1]);
    }

    [Fact]
    public async Task Another_step_than_the_recorded_one_fails_the_instance()
    {
        static OrchestrationCatalogue Code(string step) => new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                var x = await context.CallActivityAsync<int>(step);
                context.SetCustomStatus("waiting");
                return x + await context.WaitForExternalEventAsync<int>("go");
            })
            .Activity<object?, int>("before", _ => 1)
            .Activity<object?, int>("after", _ => 2);
        await BeginAsync(Code("before"));
        await UntilStatusAsync("waiting");
        await RestartAsync(Code("after"));
        await Client.RaiseEventAsync("one", "go", 1);
        var state = await EndAsync();
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("determin", state.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Step_left_out_fails_the_instance()
    {
        static OrchestrationCatalogue Code(bool step) => new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                var x = step ? await context.CallActivityAsync<int>("work") : 0;
                context.SetCustomStatus("waiting");
                return x + await context.WaitForExternalEventAsync<int>("go");
            })
            .Activity<object?, int>("work", _ => 1);
        await BeginAsync(Code(true));
        await UntilStatusAsync("waiting");
        await RestartAsync(Code(false));
        await Client.RaiseEventAsync("one", "go", 1);
        var state = await EndAsync();
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("determin", state.Error, StringComparison.OrdinalIgnoreCase);
    }
}
