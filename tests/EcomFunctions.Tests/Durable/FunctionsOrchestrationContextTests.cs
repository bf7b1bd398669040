using Ecom.Pipeline.Orchestration;
using EcomFunctions.Durable;
using Microsoft.DurableTask;
using Moq;

namespace EcomFunctions.Tests.Durable;

public sealed class FunctionsOrchestrationContextTests
{
    private readonly Mock<TaskOrchestrationContext> _inner = new();

    private FunctionsOrchestrationContext Context => new(_inner.Object);

    [Fact]
    public async Task Retries_are_passed_on()
    {
        TaskOptions? options = null;
        _inner.Setup(c => c.CallActivityAsync<int>("Step", "in", It.IsAny<TaskOptions>()))
            .Callback((TaskName _, object? _, TaskOptions? o) => options = o).ReturnsAsync(7);

        var policy = new Ecom.Pipeline.Orchestration.RetryPolicy(4, TimeSpan.FromSeconds(2), 3, TimeSpan.FromSeconds(30));
        Assert.Equal(7, await Context.CallActivityAsync<int>("Step", "in", new CallOptions(policy)));

        var retry = options!.Retry!.Policy!;
        Assert.Equal((4, TimeSpan.FromSeconds(2), 3d, TimeSpan.FromSeconds(30)),
            (retry.MaxNumberOfAttempts, retry.FirstRetryInterval, retry.BackoffCoefficient, retry.MaxRetryInterval));
    }

    [Fact]
    public async Task Failures_cross_as_type_name_and_message()
    {
        _inner.Setup(c => c.CallActivityAsync<int>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions>()))
            .ThrowsAsync(new TaskFailedException("Step", 1, new TaskFailureDetails("System.IO.IOException", "disk full", "stack", null, null)));
        var failure = await Assert.ThrowsAsync<StepFailedException>(() => Context.CallActivityAsync<int>("Step"));
        Assert.Equal(("Step", "System.IO.IOException", "disk full"), (failure.StepName, failure.ErrorType, failure.ErrorMessage));
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task A_failure_without_details_is_a_failed_step()
    {
        _inner.Setup(c => c.CallSubOrchestratorAsync<int>(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<TaskOptions>()))
            .ThrowsAsync(new TaskFailedException("Child", 1, (TaskFailureDetails)null!));
        var failure = await Assert.ThrowsAsync<StepFailedException>(() => Context.CallSubOrchestrationAsync<int>("Child"));
        Assert.Equal(("Child", nameof(TaskFailedException)), (failure.StepName, failure.ErrorType));
        Assert.Contains("Child", failure.ErrorMessage);
    }

    [Fact]
    public async Task A_child_gets_its_id()
    {
        SubOrchestrationOptions? options = null;
        _inner.Setup(c => c.CallSubOrchestratorAsync<int>("Child", null, It.IsAny<TaskOptions>()))
            .Callback((TaskName _, object? _, TaskOptions? o) => options = (SubOrchestrationOptions?)o).ReturnsAsync(1);
        await Context.CallSubOrchestrationAsync<int>("Child", null, new CallOptions(InstanceId: "child-1"));
        Assert.Equal("child-1", options!.InstanceId);
    }

    [Fact]
    public void What_is_too_large_is_refused_before_it_is_sent()
    {
        var large = new string('x', Messages.MaximumBytes);
        Assert.ThrowsAny<MessageTooLargeException>(() => { _ = Context.CallActivityAsync<int>("Step", large); });
        Assert.Throws<MessageTooLargeException>(() => Context.SetCustomStatus(large));
        Assert.Throws<MessageTooLargeException>(() => Context.ContinueAsNew(large));
        Assert.Throws<MessageTooLargeException>(() => Context.SendEvent("one", "event", large));
        _inner.Verify(c => c.SetCustomStatus(It.IsAny<object?>()), Times.Never);
    }

    [Fact]
    public void Continue_as_new_keeps_unprocessed_events()
    {
        Context.ContinueAsNew("next");
        _inner.Verify(c => c.ContinueAsNew("next", true));
    }
}
