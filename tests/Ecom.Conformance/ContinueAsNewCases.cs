using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Eternal orchestrations.</summary>
public abstract class ContinueAsNewCases : ConformanceSuite
{
    private static OrchestrationCatalogue Summing(bool keep) => new OrchestrationCatalogue()
        .Orchestration<int, int>("main", async (context, sum) =>
        {
            context.SetCustomStatus($"sum {sum}");
            var number = await context.WaitForExternalEventAsync<int>("add");
            if (number == 0) return sum;
            // The other events of the burst are here by now and unread.
            await context.CallActivityAsync<int>("pause");
            context.ContinueAsNew(sum + number, keep);
            return -1;
        })
        .Activity<object?, int>("pause", async (_, cancellation) =>
        {
            await Task.Delay(50, cancellation);
            return 0;
        });

    [Fact]
    public async Task Runs_again_with_the_new_input() => Assert.Equal(5, await ResultAsync<int>(new OrchestrationCatalogue()
        .Orchestration<int, int>("main", async (context, n) =>
        {
            await context.CallActivityAsync<int>("work", n);
            if (n < 5) context.ContinueAsNew(n + 1);
            return n;
        })
        .Activity<int, int>("work", x => x), 1));

    [Fact]
    public async Task Events_nobody_took_are_kept()
    {
        await BeginAsync(Summing(keep: true), 0);
        foreach (var number in new[] { 1, 2, 3, 4, 0 }) await Client.RaiseEventAsync("one", "add", number);
        Assert.Equal(10, Output<int>(await EndAsync()));
    }

    [Fact]
    public async Task Events_nobody_took_are_dropped_on_request()
    {
        await BeginAsync(Summing(keep: false), 0);
        foreach (var number in new[] { 1, 2, 3 }) await Client.RaiseEventAsync("one", "add", number);
        await UntilStatusAsync("sum 1");
        await Client.RaiseEventAsync("one", "add", 0);
        Assert.Equal(1, Output<int>(await EndAsync()));
    }

    [Fact]
    public async Task Kept_events_survive_a_restart()
    {
        var catalogue = new OrchestrationCatalogue().Orchestration<int, string>("main", async (context, round) =>
        {
            if (round == 0)
            {
                await context.WaitForExternalEventAsync<int>("begin");
                context.ContinueAsNew(1);
                return "";
            }
            context.SetCustomStatus("second");
            await context.WaitForExternalEventAsync<int>("go");
            return await context.WaitForExternalEventAsync<string>("letter") + await context.WaitForExternalEventAsync<string>("letter");
        });
        await BeginAsync(catalogue, 0);
        await Client.RaiseEventAsync("one", "letter", "a");
        await Client.RaiseEventAsync("one", "letter", "b");
        await Client.RaiseEventAsync("one", "begin", 1);
        await UntilStatusAsync("second");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("one", "go", 1);
        Assert.Equal("ab", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task History_stays_small_after_a_hundred_rounds()
    {
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, n) =>
            {
                await context.CallActivityAsync<int>("work", n);
                if (n < 100)
                {
                    context.ContinueAsNew(n + 1);
                    return 0;
                }
                context.SetCustomStatus("last");
                return await context.WaitForExternalEventAsync<int>("end");
            })
            .Activity<int, int>("work", x => x);
        await BeginAsync(catalogue, 0);
        await UntilStatusAsync("last");
        if (await Host.HistoryCountAsync("one") is { } rows) Assert.InRange(rows, 1, 12);
        await Client.RaiseEventAsync("one", "end", 7);
        Assert.Equal(7, Output<int>(await EndAsync()));
    }

    [Fact]
    public async Task Ids_differ_from_round_to_round()
    {
        var ids = new List<string>();
        await RunAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, n) =>
            {
                await context.CallActivityAsync<int>("note", context.NewGuid().ToString());
                if (n < 3) context.ContinueAsNew(n + 1);
                return n;
            })
            .Activity<string, int>("note", id =>
            {
                lock (ids) ids.Add(id);
                return 0;
            }), 0);
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Fact]
    public async Task Failure_after_the_request_still_fails_the_instance()
    {
        var state = await RunAsync(new OrchestrationCatalogue().Orchestration<int, int>("main", (context, _) =>
        {
            context.ContinueAsNew(1);
            throw new InvalidDataException("half way");
        }), 0);
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("half way", state.Error);
    }
}
