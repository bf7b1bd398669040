using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Retries with back-off on durable timers.</summary>
public abstract class RetryCases : ConformanceSuite
{
    private static CallOptions Retry(int attempts, int milliseconds = 20, double coefficient = 1) =>
        new(new RetryPolicy(attempts, TimeSpan.FromMilliseconds(milliseconds), coefficient));

    [Fact]
    public async Task Step_that_mends_itself_succeeds()
    {
        var runs = 0;
        Assert.Equal(3, await ResultAsync<int>(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallActivityAsync<int>("flaky", null, Retry(5)))
            .Activity<object?, int>("flaky", _ => Interlocked.Increment(ref runs) < 3 ? throw new IOException("not yet") : runs)));
    }

    [Fact]
    public async Task Attempts_end_with_the_last_failure()
    {
        var runs = 0;
        var caught = await ResultAsync<string>(new OrchestrationCatalogue()
            .Orchestration<int, string>("main", async (context, _) =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("broken", null, Retry(3));
                }
                catch (StepFailedException e)
                {
                    return e.ErrorMessage;
                }
            })
            .Activity<object?, string>("broken", _ => throw new IOException($"attempt {Interlocked.Increment(ref runs)}")));
        Assert.Equal("attempt 3", caught);
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task Without_a_policy_there_is_one_attempt()
    {
        var runs = 0;
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<int, string>("main", (context, _) => context.CallActivityAsync<string>("broken"))
            .Activity<object?, string>("broken", _ => throw new IOException($"attempt {Interlocked.Increment(ref runs)}")));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Waits_grow_on_the_deterministic_clock()
    {
        // 40 + 80 + 160 ms between four attempts.
        var waited = await ResultAsync<double>(new OrchestrationCatalogue()
            .Orchestration<int, double>("main", async (context, _) =>
            {
                var begun = context.CurrentUtcDateTime;
                try
                {
                    await context.CallActivityAsync<string>("broken", null, Retry(4, 40, 2));
                }
                catch (StepFailedException)
                {
                }
                return (context.CurrentUtcDateTime - begun).TotalMilliseconds;
            })
            .Activity<object?, string>("broken", _ => throw new IOException("always")));
        Assert.True(waited >= 280, $"{waited} ms");
    }

    [Fact]
    public async Task Attempts_made_before_a_restart_count()
    {
        var runs = 0;
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, string>("main", (context, _) => context.CallActivityAsync<string>("broken", null, Retry(4, 100)))
            .Activity<object?, string>("broken", _ => throw new IOException($"attempt {Interlocked.Increment(ref runs)}"));
        await BeginAsync(catalogue);
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref runs) >= 2));
        // A step cut off before its failure was recorded would run once more; let it be recorded.
        await Task.Delay(50);
        await RestartAsync(catalogue);
        Assert.Equal(OrchestrationStatus.Failed, (await EndAsync()).Status);
        Assert.InRange(runs, 4, 5);
    }

    [Fact]
    public async Task Sub_orchestrations_are_retried_too()
    {
        var runs = 0;
        Assert.Equal("done", await ResultAsync<string>(new OrchestrationCatalogue()
            .Orchestration<int, string>("main", (context, _) => context.CallSubOrchestrationAsync<string>("child", null, Retry(3)))
            .Orchestration<object?, string>("child", (context, _) => context.CallActivityAsync<string>("flaky"))
            .Activity<object?, string>("flaky", _ => Interlocked.Increment(ref runs) < 3 ? throw new IOException("not yet") : "done")));
        Assert.Equal(3, runs);
    }
}
