using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>What a restart in the middle of work must bring to an end.</summary>
public abstract class RestartCases : ConformanceSuite
{
    [Fact]
    public async Task Step_cut_off_by_a_restart_runs_again()
    {
        var runs = 0;
        var gate = new TaskCompletionSource();
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallActivityAsync<int>("long"))
            .Activity<object?, int>("long", async (_, cancellation) =>
            {
                Interlocked.Increment(ref runs);
                await gate.Task.WaitAsync(cancellation);
                return 5;
            });
        await BeginAsync(catalogue);
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref runs) == 1));
        await Host.StopAsync();
        gate.SetResult();
        await Host.StartAsync(catalogue);
        Assert.Equal(5, Output<int>(await EndAsync()));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Instances_waiting_side_by_side_all_resume()
    {
        var catalogue = new OrchestrationCatalogue().Orchestration<int, int>("main", async (context, input) =>
        {
            context.SetCustomStatus("waiting");
            return input + await context.WaitForExternalEventAsync<int>("add");
        });
        await Host.StartAsync(catalogue);
        for (var i = 0; i < 20; i++) Assert.True(await Client.StartAsync("main", i, $"many-{i}"));
        for (var i = 0; i < 20; i++) await UntilStatusAsync("waiting", $"many-{i}");
        await RestartAsync(catalogue);
        for (var i = 0; i < 20; i++) await Client.RaiseEventAsync($"many-{i}", "add", 100);
        for (var i = 0; i < 20; i++) Assert.Equal(100 + i, Output<int>(await EndAsync($"many-{i}")));
    }

    [Fact]
    public async Task Ended_instances_are_still_there()
    {
        var catalogue = new OrchestrationCatalogue().Orchestration<int, int>("main", (_, x) => Task.FromResult(x + 1));
        await RunAsync(catalogue, 1);
        await RestartAsync(catalogue);
        Assert.Equal(2, Output<int>(await EndAsync()));
        Assert.False(await Client.StartAsync("main", 7, "one"));
    }

    [Fact]
    public async Task Loop_of_steps_goes_on_where_it_was()
    {
        var runs = 0;
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, n) =>
            {
                var sum = 0;
                for (var i = 0; i < n; i++)
                {
                    sum += await context.CallActivityAsync<int>("step", i);
                    context.SetCustomStatus($"step {i}");
                    if (i % 3 == 2) await context.WaitForExternalEventAsync<int>("go");
                }
                return sum;
            })
            .Activity<int, int>("step", i =>
            {
                Interlocked.Increment(ref runs);
                return i;
            });
        await BeginAsync(catalogue, 9);
        foreach (var at in new[] { 2, 5, 8 })
        {
            await UntilStatusAsync($"step {at}");
            await RestartAsync(catalogue);
            await Client.RaiseEventAsync("one", "go", 0);
        }
        Assert.Equal(36, Output<int>(await EndAsync()));
        Assert.Equal(9, runs);
    }
}
