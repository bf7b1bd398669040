using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Durable timers.</summary>
public abstract class TimerCases : ConformanceSuite
{
    [Fact]
    public async Task Timer_does_not_fire_early() => Assert.True(await ResultAsync<bool>(new OrchestrationCatalogue()
        .Orchestration<int, bool>("main", async (context, _) =>
        {
            var due = context.CurrentUtcDateTime.AddMilliseconds(150);
            await context.CreateTimerAsync(due, CancellationToken.None);
            return context.CurrentUtcDateTime >= due;
        })));

    [Fact]
    public async Task Timer_in_the_past_fires_at_once() => Assert.Equal(1, await ResultAsync<int>(new OrchestrationCatalogue()
        .Orchestration<int, int>("main", async (context, _) =>
        {
            await context.CreateTimerAsync(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
            return 1;
        })));

    [Fact]
    public async Task Cancelled_timer_neither_fires_nor_holds_the_instance() => Assert.True(await ResultAsync<bool>(new OrchestrationCatalogue()
        .Orchestration<int, bool>("main", async (context, _) =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.CurrentUtcDateTime.AddHours(1), cancel.Token);
            await context.CallActivityAsync<int>("work");
            cancel.Cancel();
            try
            {
                await timer;
                return false;
            }
            catch (OperationCanceledException)
            {
                return true;
            }
        })
        .Activity<object?, int>("work", _ => 1)));

    [Fact]
    public async Task Timers_fire_in_order_of_their_times() => Assert.Equal("1 2 3", await ResultAsync<string>(new OrchestrationCatalogue()
        .Orchestration<int, string>("main", async (context, _) =>
        {
            var order = new List<int>();
            async Task After(int place, int milliseconds)
            {
                await context.CreateTimerAsync(context.CurrentUtcDateTime.AddMilliseconds(milliseconds), CancellationToken.None);
                order.Add(place);
            }
            await Task.WhenAll(After(3, 600), After(1, 50), After(2, 300));
            return string.Join(' ', order);
        })));

    [Fact]
    public async Task Timer_survives_a_restart()
    {
        var catalogue = new OrchestrationCatalogue().Orchestration<int, bool>("main", async (context, _) =>
        {
            var due = context.CurrentUtcDateTime.AddMilliseconds(400);
            context.SetCustomStatus("sleeping");
            await context.CreateTimerAsync(due, CancellationToken.None);
            return context.CurrentUtcDateTime >= due;
        });
        await BeginAsync(catalogue);
        await UntilStatusAsync("sleeping");
        await RestartAsync(catalogue);
        Assert.True(Output<bool>(await EndAsync()));
    }

    [Fact]
    public async Task Wait_with_a_time_limit_takes_the_limit_when_nothing_comes() => Assert.Equal("too late", await ResultAsync<string>(
        new OrchestrationCatalogue().Orchestration<int, string>("main", async (context, _) =>
        {
            using var giveUp = new CancellationTokenSource();
            var answer = context.WaitForExternalEventAsync<string>("answer", giveUp.Token);
            var limit = context.CreateTimerAsync(context.CurrentUtcDateTime.AddMilliseconds(80), CancellationToken.None);
            if (await Task.WhenAny(answer, limit) == answer) return await answer;
            giveUp.Cancel();
            return "too late";
        })));
}
