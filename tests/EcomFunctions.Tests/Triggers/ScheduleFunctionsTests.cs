using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Drift;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using EcomFunctions.Durable;
using EcomFunctions.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Moq;

namespace EcomFunctions.Tests.Triggers;

public sealed class ScheduleFunctionsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecom-schedule-").FullName;
    private readonly CurrentDurableClient _current = new();
    private readonly Mock<DurableTaskClient> _client = Fakes.DurableClient();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_schedule_starts_the_monitor_and_asks_it_for_a_refresh()
    {
        await Functions().ScheduledRefresh(new TimerInfo(), _client.Object, default);
        VerifyMonitorStarted();
        _client.Verify(c => c.RaiseEventAsync(
            InstanceIds.Monitor(ShopId.Default), MonitorEvents.RefreshRequested, It.Is<RefreshRequest>(r => r.Reason == "schedule"), It.IsAny<CancellationToken>()));
    }

    [Fact]
    public async Task Counting_starts_the_monitor_and_tells_nothing_where_there_is_nothing_new()
    {
        await Functions().CountFeedback(new TimerInfo(), _client.Object, default);
        VerifyMonitorStarted();
        _client.Verify(c => c.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object?>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private ScheduleFunctions Functions()
    {
        var orchestrations = new DurableOrchestrationClient(_current);
        var stores = BlobStores.Create(_root);
        var log = new Mock<IFeedbackLog>();
        log.Setup(l => l.ReadAsync(It.IsAny<FeedbackPosition>(), It.IsAny<CancellationToken>())).Returns(AsyncEnumerable.Empty<FeedbackRecord>());
        return new ScheduleFunctions(
            new RunService(orchestrations, stores, ShopId.Default, TimeProvider.System),
            new FeedbackWatch(
                log.Object, stores, orchestrations, ShopId.Default,
                new ServedDemand(stores, new ModelRegistry(stores, ShopId.Default, TimeProvider.System), new WorkFolders(_root), ShopId.Default),
                Options.Create(new RefreshOptions()), TimeProvider.System), _current);
    }

    private void VerifyMonitorStarted() => _client.Verify(c => c.ScheduleNewOrchestrationInstanceAsync(
        OrchestrationNames.Monitor, It.IsAny<object?>(), It.Is<StartOrchestrationOptions>(o => o.InstanceId == InstanceIds.Monitor(ShopId.Default)), It.IsAny<CancellationToken>()));
}
