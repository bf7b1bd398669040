using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>External events.</summary>
public abstract class EventCases : ConformanceSuite
{
    public sealed record Note(string Text, int Number);

    private static OrchestrationCatalogue Collector(int count) => new OrchestrationCatalogue()
        .Orchestration<int, string>("main", async (context, _) =>
        {
            context.SetCustomStatus("ready");
            await context.WaitForExternalEventAsync<int>("open");
            var text = "";
            for (var i = 0; i < count; i++) text += await context.WaitForExternalEventAsync<string>("letter");
            return text;
        });

    [Fact]
    public async Task Events_raised_before_the_wait_are_kept_in_order()
    {
        await BeginAsync(Collector(3));
        foreach (var letter in "abc") await Client.RaiseEventAsync("one", "letter", letter.ToString());
        await Client.RaiseEventAsync("one", "open", 1);
        Assert.Equal("abc", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Events_raised_after_the_wait_arrive_in_order()
    {
        await BeginAsync(Collector(3));
        await UntilStatusAsync("ready");
        await Client.RaiseEventAsync("one", "open", 1);
        foreach (var letter in "xyz") await Client.RaiseEventAsync("one", "letter", letter.ToString());
        Assert.Equal("xyz", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Events_nobody_took_survive_a_restart()
    {
        await BeginAsync(Collector(2));
        foreach (var letter in "pq") await Client.RaiseEventAsync("one", "letter", letter.ToString());
        await UntilStatusAsync("ready");
        await RestartAsync(Collector(2));
        await Client.RaiseEventAsync("one", "open", 1);
        Assert.Equal("pq", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Names_ignore_case_and_do_not_mix()
    {
        await BeginAsync(new OrchestrationCatalogue().Orchestration<int, string>("main", async (context, _) =>
            await context.WaitForExternalEventAsync<string>("Left") + await context.WaitForExternalEventAsync<string>("right")));
        await Client.RaiseEventAsync("one", "RIGHT", "r");
        await Client.RaiseEventAsync("one", "left", "l");
        Assert.Equal("lr", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task First_to_wait_is_first_served()
    {
        await BeginAsync(new OrchestrationCatalogue().Orchestration<int, string>("main", async (context, _) =>
        {
            var first = context.WaitForExternalEventAsync<string>("letter");
            var second = context.WaitForExternalEventAsync<string>("letter");
            context.SetCustomStatus("ready");
            return await first + await second;
        }));
        await UntilStatusAsync("ready");
        await Client.RaiseEventAsync("one", "letter", "a");
        await Client.RaiseEventAsync("one", "letter", "b");
        Assert.Equal("ab", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Waiter_that_gave_up_does_not_swallow_an_event()
    {
        await BeginAsync(new OrchestrationCatalogue().Orchestration<int, string>("main", async (context, _) =>
        {
            using var giveUp = new CancellationTokenSource();
            var abandoned = context.WaitForExternalEventAsync<string>("letter", giveUp.Token);
            giveUp.Cancel();
            try
            {
                await abandoned;
                return "not cancelled";
            }
            catch (OperationCanceledException)
            {
            }
            context.SetCustomStatus("ready");
            return await context.WaitForExternalEventAsync<string>("letter");
        }));
        await UntilStatusAsync("ready");
        await Client.RaiseEventAsync("one", "letter", "a");
        Assert.Equal("a", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Event_to_an_unknown_or_ended_instance_is_lost_without_an_error()
    {
        var catalogue = new OrchestrationCatalogue().Orchestration<int, int>("main", (_, x) => Task.FromResult(x));
        await RunAsync(catalogue, 4);
        await Client.RaiseEventAsync("nobody", "letter", "a");
        await Client.RaiseEventAsync("one", "letter", "a");
        Assert.Null(await Client.GetAsync("nobody"));
        Assert.Equal(4, Output<int>((await Client.GetAsync("one"))!));
    }

    [Fact]
    public async Task One_orchestration_sends_to_another()
    {
        await BeginAsync(new OrchestrationCatalogue()
            .Orchestration<int, string>("main", async (context, _) => (await context.WaitForExternalEventAsync<Note>("note")).Text)
            .Orchestration<int, int>("sender", (context, n) =>
            {
                context.SendEvent("one", "note", new Note("hello", n));
                context.SendEvent("nobody", "note", new Note("lost", n));
                return Task.FromResult(n);
            }));
        await Client.StartAsync("sender", 1, "two");
        Assert.Equal("hello", Output<string>(await EndAsync()));
        Assert.Equal(1, Output<int>(await EndAsync("two")));
    }

    [Fact]
    public async Task Event_sent_is_sent_once_however_often_the_sender_replays()
    {
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                var count = 0;
                while (await context.WaitForExternalEventAsync<bool>("more")) count++;
                return count;
            })
            .Orchestration<int, int>("sender", async (context, _) =>
            {
                context.SendEvent("one", "more", true);
                context.SetCustomStatus("sent");
                await context.WaitForExternalEventAsync<int>("go");
                context.SendEvent("one", "more", false);
                return 0;
            });
        await BeginAsync(catalogue);
        await Client.StartAsync("sender", 1, "two");
        await UntilStatusAsync("sent", "two");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("two", "go", 1);
        Assert.Equal(1, Output<int>(await EndAsync()));
    }
}
