using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>The bound on messages: references cross, never rows.</summary>
public abstract class MessageCases : ConformanceSuite
{
    private static readonly string TooMuch = new('x', Messages.MaximumBytes);

    [Fact]
    public async Task Largest_message_passes()
    {
        var text = new string('x', Messages.MaximumBytes - 2);
        Assert.Equal(text, await ResultAsync<string>(new OrchestrationCatalogue()
            .Orchestration<string, string>("main", (context, input) => context.CallActivityAsync<string>("same", input))
            .Activity<string, string>("same", x => x), text));
    }

    [Fact]
    public async Task Input_too_large_fails_with_the_steps_name()
    {
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallActivityAsync<int>("swallow", TooMuch))
            .Activity<string, int>("swallow", x => x.Length));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("swallow", state.Error);
        Assert.Contains(nameof(MessageTooLargeException), state.Error);
    }

    [Fact]
    public async Task Result_too_large_fails_the_step()
    {
        var caught = await ResultAsync<string[]>(new OrchestrationCatalogue()
            .Orchestration<int, string[]>("main", async (context, _) =>
            {
                try
                {
                    return [await context.CallActivityAsync<string>("spill")];
                }
                catch (StepFailedException e)
                {
                    return [e.ErrorType, e.ErrorMessage];
                }
            })
            .Activity<object?, string>("spill", _ => TooMuch));
        Assert.Equal(typeof(MessageTooLargeException).FullName, caught[0]);
        Assert.Contains("spill", caught[1]);
    }

    [Fact]
    public async Task Start_and_event_too_large_are_refused_at_the_client()
    {
        await BeginAsync(new OrchestrationCatalogue()
            .Orchestration<string, string>("main", (context, _) => context.WaitForExternalEventAsync<string>("go")));
        await Assert.ThrowsAsync<MessageTooLargeException>(() => Client.StartAsync("main", TooMuch, "two"));
        await Assert.ThrowsAsync<MessageTooLargeException>(() => Client.RaiseEventAsync("one", "go", TooMuch));
        Assert.Null(await Client.GetAsync("two"));
        await Client.RaiseEventAsync("one", "go", "fits");
        Assert.Equal("fits", Output<string>(await EndAsync()));
    }
}
