using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Code that depends on which of several things came first takes the same way on every replay.</summary>
public abstract class BranchCases : ConformanceSuite
{
    [Fact]
    public async Task First_of_two_events_stays_the_first_after_a_restart()
    {
        var catalogue = new OrchestrationCatalogue().Orchestration<int, string>("main", async (context, _) =>
        {
            var (left, right) = (context.WaitForExternalEventAsync<int>("left"), context.WaitForExternalEventAsync<int>("right"));
            var winner = await Task.WhenAny(left, right) == left ? "left" : "right";
            context.SetCustomStatus(winner);
            await Task.WhenAll(left, right);
            context.SetCustomStatus("both");
            await context.WaitForExternalEventAsync<int>("go");
            return winner;
        });
        await BeginAsync(catalogue);
        await Client.RaiseEventAsync("one", "right", 1);
        await UntilStatusAsync("right");
        await Client.RaiseEventAsync("one", "left", 1);
        await UntilStatusAsync("both");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("one", "go", 1);
        Assert.Equal("right", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Order_in_which_steps_ended_is_the_same_after_a_restart()
    {
        var orders = new List<string>();
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, string>("main", async (context, n) =>
            {
                var open = Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("work", i)).ToList();
                var order = new List<int>();
                while (open.Count > 0)
                {
                    var next = await Task.WhenAny(open);
                    open.Remove(next);
                    order.Add(await next);
                }
                var text = string.Join(' ', order);
                lock (orders) orders.Add(text);
                context.SetCustomStatus("done");
                await context.WaitForExternalEventAsync<int>("go");
                return text;
            })
            .Activity<int, int>("work", async (i, cancellation) =>
            {
                await Task.Delay(13 * i % 29, cancellation);
                return i;
            });
        await BeginAsync(catalogue, 12);
        await UntilStatusAsync("done");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("one", "go", 1);
        var result = Output<string>(await EndAsync());
        Assert.True(orders.Count >= 2, "the code was not replayed");
        Assert.All(orders, o => Assert.Equal(result, o));
    }

    [Fact]
    public async Task Restart_in_the_middle_of_a_fan_out_keeps_what_is_recorded()
    {
        var runs = new int[20];
        var gate = new TaskCompletionSource();
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, n) =>
            {
                var first = Enumerable.Range(0, n / 2).Select(i => context.CallActivityAsync<int>("work", i)).ToList();
                var second = context.CallActivityAsync<int>("gated", n - 1);
                var sum = (await Task.WhenAll(first)).Sum();
                context.SetCustomStatus("half");
                return sum + await second;
            })
            .Activity<int, int>("work", i =>
            {
                Interlocked.Increment(ref runs[i]);
                return i;
            })
            .Activity<int, int>("gated", async (i, cancellation) =>
            {
                Interlocked.Increment(ref runs[i]);
                await gate.Task.WaitAsync(cancellation);
                return i;
            });
        await BeginAsync(catalogue, 20);
        await UntilStatusAsync("half");
        await Host.StopAsync();
        gate.SetResult();
        await Host.StartAsync(catalogue);
        Assert.Equal(45 + 19, Output<int>(await EndAsync()));
        Assert.All(runs[..10], r => Assert.Equal(1, r));
    }

    [Fact]
    public async Task One_failure_in_a_fan_out_does_not_take_the_others()
    {
        var result = await ResultAsync<string[]>(new OrchestrationCatalogue()
            .Orchestration<int, string[]>("main", (context, n) =>
            {
                async Task<string> Safe(int i)
                {
                    try
                    {
                        return (await context.CallActivityAsync<int>("work", i)).ToString();
                    }
                    catch (StepFailedException e)
                    {
                        return e.ErrorMessage;
                    }
                }
                return Task.WhenAll(Enumerable.Range(0, n).Select(Safe));
            })
            .Activity<int, int>("work", i => i == 2 ? throw new IOException("two is bad") : i), 4);
        Assert.Equal(["0", "1", "two is bad", "3"], result);
    }

    [Fact]
    public async Task Steps_events_timers_and_children_can_be_awaited_together()
    {
        await BeginAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                var step = context.CallActivityAsync<int>("work");
                var told = context.WaitForExternalEventAsync<int>("told");
                var timer = context.CreateTimerAsync(context.CurrentUtcDateTime.AddMilliseconds(30), CancellationToken.None);
                var child = context.CallSubOrchestrationAsync<int>("child", 100);
                await Task.WhenAll(step, told, timer, child);
                return await step + await told + await child;
            })
            .Orchestration<int, int>("child", (_, x) => Task.FromResult(x))
            .Activity<object?, int>("work", _ => 1));
        await Client.RaiseEventAsync("one", "told", 10);
        Assert.Equal(111, Output<int>(await EndAsync()));
    }
}
