using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Sub-orchestrations.</summary>
public abstract class ChildCases : ConformanceSuite
{
    private static OrchestrationCatalogue ParentAndWaitingChild() => new OrchestrationCatalogue()
        .Orchestration<int, string>("main", async (context, _) =>
        {
            try
            {
                return await context.CallSubOrchestrationAsync<string>("child", null, new CallOptions(InstanceId: "the-child"));
            }
            catch (StepFailedException e)
            {
                return $"child failed: {e.ErrorMessage}";
            }
        })
        .Orchestration<object?, string>("child", async (context, _) =>
        {
            context.SetCustomStatus("waiting");
            return await context.WaitForExternalEventAsync<string>("answer");
        });

    [Fact]
    public async Task Result_reaches_the_parent() => Assert.Equal(10, await ResultAsync<int>(new OrchestrationCatalogue()
        .Orchestration<int, int>("main", async (context, x) => 2 * await context.CallSubOrchestrationAsync<int>("child", x))
        .Orchestration<int, int>("child", (_, x) => Task.FromResult(x + 1)), 4));

    [Fact]
    public async Task Failure_reaches_the_parent_as_type_name_and_message()
    {
        var caught = await ResultAsync<string[]>(new OrchestrationCatalogue()
            .Orchestration<int, string[]>("main", async (context, _) =>
            {
                try
                {
                    return [await context.CallSubOrchestrationAsync<string>("child")];
                }
                catch (StepFailedException e)
                {
                    return [e.StepName, e.ErrorType, e.ErrorMessage];
                }
            })
            .Orchestration<object?, string>("child", (_, _) => throw new InvalidDataException("no rows")));
        Assert.Equal(["child", typeof(InvalidDataException).FullName!, "no rows"], caught);
    }

    [Fact]
    public async Task Child_knows_its_parent_and_a_root_has_none()
    {
        var result = await ResultAsync<string?[]>(new OrchestrationCatalogue()
            .Orchestration<int, string?[]>("main", async (context, _) =>
                [context.InstanceId, context.ParentInstanceId ?? "none", await context.CallSubOrchestrationAsync<string>("child")])
            .Orchestration<object?, string?>("child", (context, _) => Task.FromResult(context.ParentInstanceId)));
        Assert.Equal("one none one", string.Join(' ', result));
    }

    [Fact]
    public async Task Children_without_an_id_get_different_ones()
    {
        var ids = await ResultAsync<string[]>(new OrchestrationCatalogue()
            .Orchestration<int, string[]>("main", (context, _) =>
                Task.WhenAll(Enumerable.Range(0, 10).Select(_ => context.CallSubOrchestrationAsync<string>("child"))))
            .Orchestration<object?, string>("child", (context, _) => Task.FromResult(context.InstanceId)));
        Assert.Equal(10, ids.Distinct().Count());
    }

    [Fact]
    public async Task Child_is_an_instance_of_its_own()
    {
        await BeginAsync(ParentAndWaitingChild());
        await UntilStatusAsync("waiting", "the-child");
        await Client.RaiseEventAsync("the-child", "answer", "yes");
        Assert.Equal("yes", Output<string>(await EndAsync()));
        Assert.Equal("yes", Output<string>(await EndAsync("the-child")));
    }

    [Fact]
    public async Task Child_and_parent_survive_a_restart()
    {
        await BeginAsync(ParentAndWaitingChild());
        await UntilStatusAsync("waiting", "the-child");
        await RestartAsync(ParentAndWaitingChild());
        await Client.RaiseEventAsync("the-child", "answer", "yes");
        Assert.Equal("yes", Output<string>(await EndAsync()));
    }

    [Fact]
    public async Task Terminating_the_child_fails_the_parents_step()
    {
        await BeginAsync(ParentAndWaitingChild());
        await UntilStatusAsync("waiting", "the-child");
        await Client.TerminateAsync("the-child", "enough");
        Assert.StartsWith("child failed", Output<string>(await EndAsync()));
        Assert.Equal(OrchestrationStatus.Terminated, (await EndAsync("the-child")).Status);
    }

    [Fact]
    public async Task Unknown_orchestration_fails_and_says_so()
    {
        var state = await RunAsync(new OrchestrationCatalogue()
            .Orchestration<int, int>("main", (context, _) => context.CallSubOrchestrationAsync<int>("nowhere")));
        Assert.Equal(OrchestrationStatus.Failed, state.Status);
        Assert.Contains("nowhere", state.Error);
    }
}
