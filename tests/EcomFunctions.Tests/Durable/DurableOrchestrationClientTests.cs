using Ecom.Pipeline.Orchestration;
using EcomFunctions.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace EcomFunctions.Tests.Durable;

public sealed class DurableOrchestrationClientTests
{
    private readonly CurrentDurableClient _current = new();

    [Fact]
    public async Task Before_a_function_has_bound_a_client_the_error_says_so() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new DurableOrchestrationClient(_current).GetAsync("x"));

    [Fact]
    public async Task A_new_instance_is_started_so_that_no_other_can_replace_it()
    {
        var client = Use(Fakes.DurableClient());
        StartOrchestrationOptions? options = null;
        client.Setup(c => c.ScheduleNewOrchestrationInstanceAsync("Ingest", "input", It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Callback((TaskName _, object? _, StartOrchestrationOptions? o, CancellationToken _) => options = o).ReturnsAsync("one");

        Assert.True(await new DurableOrchestrationClient(_current).StartAsync("Ingest", "input", "one"));

        Assert.Equal("one", options!.InstanceId);
        Assert.Contains("Completed", options.DedupeStatuses!);
        Assert.Contains("Running", options.DedupeStatuses!);
    }

    [Fact]
    public async Task An_instance_that_is_there_is_not_started_again()
    {
        var client = Use(Fakes.DurableClient("one"));
        Assert.False(await new DurableOrchestrationClient(_current).StartAsync("Ingest", "input", "one"));
        client.Verify(
            c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task A_start_that_fails_for_another_reason_fails()
    {
        Use(Fakes.DurableClient()).Setup(c => c.ScheduleNewOrchestrationInstanceAsync(
            It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("away"));
        await Assert.ThrowsAsync<IOException>(() => new DurableOrchestrationClient(_current).StartAsync("Ingest", null, "one"));
    }

    [Fact]
    public async Task Messages_that_are_too_large_never_leave()
    {
        Use(Fakes.DurableClient());
        var large = new string('x', Messages.MaximumBytes);
        await Assert.ThrowsAsync<MessageTooLargeException>(() => new DurableOrchestrationClient(_current).StartAsync("Ingest", large, "one"));
        await Assert.ThrowsAsync<MessageTooLargeException>(() => new DurableOrchestrationClient(_current).RaiseEventAsync("one", "event", large));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, OrchestrationStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running, OrchestrationStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, OrchestrationStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Completed, OrchestrationStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed, OrchestrationStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, OrchestrationStatus.Terminated)]
    public async Task States_are_told_in_the_pipelines_words(OrchestrationRuntimeStatus durable, OrchestrationStatus expected)
    {
        var metadata = new OrchestrationMetadata("Refresh", "one")
        {
            RuntimeStatus = durable, SerializedInput = "{\"a\":1}", SerializedOutput = "\"because\"", SerializedCustomStatus = "\"train\"",
            FailureDetails = durable == OrchestrationRuntimeStatus.Failed ? new TaskFailureDetails("T", "m", null, null, null) : null,
        };
        Use(Fakes.DurableClient()).Setup(c => c.GetInstanceAsync("one", true, It.IsAny<CancellationToken>())).ReturnsAsync(metadata);

        var state = await new DurableOrchestrationClient(_current).GetAsync("one");

        Assert.Equal(expected, state!.Status);
        Assert.Equal("train", state.CustomStatus?.GetString());
        Assert.Equal(expected == OrchestrationStatus.Completed, state.Output is not null);
        Assert.Equal(expected switch { OrchestrationStatus.Failed => "T: m", OrchestrationStatus.Terminated => "because", _ => null }, state.Error);
    }

    private Mock<DurableTaskClient> Use(Mock<DurableTaskClient> client)
    {
        _current.Set(client.Object);
        return client;
    }
}
