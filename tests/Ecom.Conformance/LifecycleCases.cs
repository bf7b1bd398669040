using System.Text.Json;
using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Start, query, terminate, purge.</summary>
public abstract class LifecycleCases : ConformanceSuite
{
    private static OrchestrationCatalogue Waiting() => new OrchestrationCatalogue().Orchestration<string, string>("main", async (context, input) =>
    {
        context.SetCustomStatus("waiting");
        return input + await context.WaitForExternalEventAsync<string>("go");
    });

    [Fact]
    public async Task Id_in_use_is_refused_and_the_first_goes_on()
    {
        await BeginAsync(Waiting(), "a");
        Assert.False(await Client.StartAsync("main", "b", "one"));
        await Client.RaiseEventAsync("one", "go", "!");
        Assert.Equal("a!", Output<string>(await EndAsync()));
        Assert.False(await Client.StartAsync("main", "c", "one"));
        Assert.Equal("a!", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Many_starts_of_one_id_at_once_start_one()
    {
        await Host.StartAsync(Waiting());
        var started = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Client.StartAsync("main", i.ToString(), "one")));
        Assert.Equal(1, started.Count(s => s));
    }

    [Fact]
    public async Task Purged_id_can_be_used_again()
    {
        await BeginAsync(Waiting(), "a");
        Assert.False(await Client.PurgeAsync("one"));
        await Client.RaiseEventAsync("one", "go", "!");
        await EndAsync();
        Assert.True(await Client.PurgeAsync("one"));
        Assert.Null(await Client.GetAsync("one"));
        Assert.False(await Client.PurgeAsync("one"));
        Assert.True(await Client.StartAsync("main", "b", "one"));
        await Client.RaiseEventAsync("one", "go", "!");
        Assert.Equal("b!", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task State_shows_name_input_status_and_output()
    {
        await BeginAsync(Waiting(), "a");
        await UntilStatusAsync("waiting");
        var running = (await Client.GetAsync("one"))!;
        Assert.Equal(OrchestrationStatus.Running, running.Status);
        Assert.Equal("main", running.Name);
        Assert.Equal("a", running.Input!.Value.GetString());
        Assert.False(running.Ended);
        await Client.RaiseEventAsync("one", "go", "!");
        var ended = await EndAsync();
        Assert.True(ended.Ended);
        Assert.Equal("a!", ended.Output!.Value.GetString());
        Assert.True(ended.Updated >= ended.Created);
    }

    [Fact]
    public async Task Custom_status_is_a_document_and_can_change()
    {
        await BeginAsync(new OrchestrationCatalogue().Orchestration<int, int>("main", async (context, _) =>
        {
            context.SetCustomStatus(new { step = "fit", done = 0.25 });
            await context.WaitForExternalEventAsync<int>("go");
            context.SetCustomStatus("measuring");
            return await context.WaitForExternalEventAsync<int>("end");
        }));
        await UntilAsync(async () => (await Client.GetAsync("one"))?.CustomStatus is { ValueKind: JsonValueKind.Object } s
            && s.GetProperty("step").GetString() == "fit" && s.GetProperty("done").GetDouble() == 0.25);
        await Client.RaiseEventAsync("one", "go", 1);
        await UntilStatusAsync("measuring");
        await Client.RaiseEventAsync("one", "end", 1);
        await EndAsync();
    }

    [Fact]
    public async Task Terminated_instance_shows_the_reason_and_takes_no_more_steps()
    {
        var runs = 0;
        await BeginAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                context.SetCustomStatus("waiting");
                await context.WaitForExternalEventAsync<int>("go");
                return await context.CallActivityAsync<int>("count");
            })
            .Activity<object?, int>("count", _ => Interlocked.Increment(ref runs)));
        await UntilStatusAsync("waiting");
        await Client.TerminateAsync("one", "not wanted");
        var state = await EndAsync();
        Assert.Equal(OrchestrationStatus.Terminated, state.Status);
        Assert.Contains("not wanted", state.Error);
        await Client.RaiseEventAsync("one", "go", 1);
        await Client.TerminateAsync("one", "again");
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task Unknown_ids_are_nothing_and_no_error()
    {
        await Host.StartAsync(Waiting());
        Assert.Null(await Client.GetAsync("nobody"));
        Assert.False(await Client.PurgeAsync("nobody"));
        await Client.TerminateAsync("nobody", "why not");
        Assert.Null(await Client.GetAsync("nobody"));
    }

    [Fact]
    public async Task Unknown_name_fails_the_instance_with_the_name()
    {
        await Host.StartAsync(Waiting());
        await Client.StartAsync("nowhere", null, "one");
        var state = await EndAsync();
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("nowhere", state.Error);
    }

    [Fact]
    public async Task List_goes_by_prefix_newest_first_and_bounded()
    {
        await Host.StartAsync(new OrchestrationCatalogue().Orchestration<int, int>("main", (_, x) => Task.FromResult(x)));
        foreach (var id in new[] { "run-1", "run-2", "other", "run-3", "run_4" })
        {
            await Client.StartAsync("main", 1, id);
            await EndAsync(id);
            await Task.Delay(20);
        }
        Assert.Equal(["run-3", "run-2", "run-1"], await IdsAsync("run-", 10));
        Assert.Equal(["run-3", "run-2"], await IdsAsync("run-", 2));
        Assert.Empty(await IdsAsync("none-", 10));
    }

    [Fact]
    public async Task All_who_wait_for_the_end_are_told()
    {
        await BeginAsync(Waiting(), "a");
        var waiters = Enumerable.Range(0, 5).Select(_ => EndAsync()).ToArray();
        await Client.RaiseEventAsync("one", "go", "!");
        foreach (var state in await Task.WhenAll(waiters)) Assert.Equal("a!", Output<string>(state));
    }

    [Fact]
    public async Task Failed_orchestration_shows_type_and_message()
    {
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<string, string>("main", (_, _) => throw new InvalidDataException("no rows")), "a");
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains(typeof(InvalidDataException).FullName!, state.Error);
        Assert.Contains("no rows", state.Error);
    }

    private async Task<List<string>> IdsAsync(string prefix, int most)
    {
        var ids = new List<string>();
        await foreach (var state in Client.ListAsync(prefix, most)) ids.Add(state.InstanceId);
        return ids;
    }
}
