using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Activities: results, failures, fan-out, and what a restart repeats.</summary>
public abstract class ActivityCases : ConformanceSuite
{
    public sealed record Reference(string Path, string? ETag, IReadOnlyDictionary<string, double> Counters);

    [Fact]
    public async Task Result_reaches_the_orchestration() => Assert.Equal(42, await ResultAsync<int>(
        new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, input) => context.CallActivityAsync<int>("double", input))
            .Activity<int, int>("double", x => 2 * x),
        21));

    [Fact]
    public async Task Steps_run_in_order() => Assert.Equal("abc", await ResultAsync<string>(
        new OrchestrationCatalogue()
            .Orchestration<string, string>("main", async (context, text) =>
            {
                foreach (var letter in "abc") text = await context.CallActivityAsync<string>("append", new[] { text, letter.ToString() });
                return text;
            })
            .Activity<string[], string>("append", parts => parts[0] + parts[1]),
        ""));

    [Fact]
    public async Task Fan_out_of_a_hundred_brings_all_results_to_their_callers()
    {
        var result = await ResultAsync<int[]>(new OrchestrationCatalogue()
            .Orchestration<int, int[]>("main", (context, n) =>
                Task.WhenAll(Enumerable.Range(0, n).Select(i => context.CallActivityAsync<int>("square", i))))
            .Activity<int, int>("square", async (x, cancellation) =>
            {
                await Task.Delay(x % 7, cancellation);
                return x * x;
            }), 100);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * i), result);
    }

    [Fact]
    public async Task Records_with_nulls_and_numbers_beyond_the_finite_cross_unchanged()
    {
        var sent = new Reference("runs/7/manifest.json", null, new Dictionary<string, double> { ["rows"] = 0.1, ["loss"] = double.NaN });
        var came = await ResultAsync<Reference>(new OrchestrationCatalogue()
            .Orchestration<Reference, Reference>("main", (context, input) => context.CallActivityAsync<Reference>("same", input))
            .Activity<Reference, Reference>("same", x => x), sent);
        Assert.Equal(sent.Path, came.Path);
        Assert.Null(came.ETag);
        Assert.Equal(sent.Counters, came.Counters);
    }

    [Fact]
    public async Task Null_goes_in_and_comes_out()
    {
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<string?, bool>("main", async (context, input) => input is null && await context.CallActivityAsync<string?>("nothing") is null)
            .Activity<string?, string?>("nothing", x => x));
        Assert.True(Output<bool>(state));
    }

    [Fact]
    public async Task Failure_crosses_as_type_name_and_message()
    {
        var caught = await ResultAsync<string[]>(new OrchestrationCatalogue()
            .Orchestration<int, string[]>("main", async (context, _) =>
            {
                try
                {
                    return [await context.CallActivityAsync<string>("fail")];
                }
                catch (StepFailedException e)
                {
                    return [e.StepName, e.ErrorType, e.ErrorMessage];
                }
            })
            .Activity<object?, string>("fail", _ => throw new InvalidDataException("page 7 is torn")));
        Assert.Equal(["fail", typeof(InvalidDataException).FullName!, "page 7 is torn"], caught);
    }

    [Fact]
    public async Task Failure_nobody_catches_fails_the_instance()
    {
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<int, string>("main", (context, _) => context.CallActivityAsync<string>("fail"))
            .Activity<object?, string>("fail", _ => throw new InvalidDataException("page 7 is torn")));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("page 7 is torn", state.Error);
    }

    [Fact]
    public async Task Unknown_activity_fails_the_step_and_not_the_engine()
    {
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<int, string>("main", (context, _) => context.CallActivityAsync<string>("nowhere"))
            .Orchestration<int, int>("other", (_, x) => Task.FromResult(x)));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("nowhere", state.Error);
        await Client.StartAsync("other", 3, "two");
        Assert.Equal(3, Output<int>(await EndAsync("two")));
    }

    [Fact]
    public async Task Recorded_steps_do_not_run_again_after_a_restart()
    {
        var runs = new int[3];
        var catalogue = new OrchestrationCatalogue()
            .Orchestration<int, int>("main", async (context, _) =>
            {
                var sum = await context.CallActivityAsync<int>("step", 0) + await context.CallActivityAsync<int>("step", 1);
                context.SetCustomStatus("waiting");
                await context.WaitForExternalEventAsync<int>("go");
                return sum + await context.CallActivityAsync<int>("step", 2);
            })
            .Activity<int, int>("step", i => Interlocked.Increment(ref runs[i]));
        await BeginAsync(catalogue);
        await UntilStatusAsync("waiting");
        await RestartAsync(catalogue);
        await Client.RaiseEventAsync("one", "go", 1);
        Assert.Equal(3, Output<int>(await EndAsync()));
        Assert.Equal([1, 1, 1], runs);
    }
}
