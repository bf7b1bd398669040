using System.Text.Json;
using Ecom.Domain;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Training;
using EcomFunctions.Orchestrations;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Moq;

namespace EcomFunctions.Tests.Orchestrations;

/// <summary>Each function runs its orchestration on Durable's context.</summary>
public sealed class OrchestrationFunctionsTests
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly PlannedJob Job = new("ease", "shop/runs/r1/train/ease/job.json");

    private readonly Mock<TaskOrchestrationContext> _context = new();
    private readonly Mock<ILogger> _logger = new();

    public OrchestrationFunctionsTests()
    {
        _logger.Setup(l => l.IsEnabled(It.IsAny<LogLevel>())).Returns(true);
        _context.SetupGet(c => c.InstanceId).Returns("one");
        _context.SetupGet(c => c.CurrentUtcDateTime).Returns(Now);
        _context.Setup(c => c.CreateReplaySafeLogger(It.IsAny<string>())).Returns(_logger.Object);
        _context.Setup(c => c.CreateTimer(It.IsAny<DateTime>(), It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);
        // An event that never comes.
        _context.Setup(c => c.WaitForExternalEvent<JsonElement>(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(new TaskCompletionSource<JsonElement>().Task);
    }

    [Fact]
    public async Task An_ingest_claims_reads_commits_and_tells_the_monitor()
    {
        var input = new IngestInput("default", "i1", "events.csv", "e1");
        Activity(ActivityNames.ClaimDump, new ClaimResult(true, "hash"));
        Activity(ActivityNames.IngestDump, new IngestOutcome(IngestState.Accepted));
        Activity(ActivityNames.CommitDataset, 7);
        Activity(ActivityNames.BuildStarterList, true);

        Assert.Equal(new IngestOutcome(IngestState.Accepted, null, 7), await OrchestrationFunctions.Ingest(_context.Object, input));
        _context.Verify(c => c.SendEvent(InstanceIds.Monitor(ShopId.Default), MonitorEvents.DatasetChanged, 7), Times.Once);
    }

    [Fact]
    public async Task An_ingest_that_owns_nothing_ends_there()
    {
        Activity(ActivityNames.ClaimDump, new ClaimResult(false, "hash", "the same content is there"));
        var outcome = await OrchestrationFunctions.Ingest(_context.Object, new IngestInput("default", "i1", "events.csv", "e1"));
        Assert.Equal(new IngestOutcome(IngestState.Skipped, "the same content is there"), outcome);
        _context.Verify(c => c.SendEvent(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object>()), Times.Never);
    }

    [Fact]
    public async Task A_refresh_that_fails_says_so_for_the_alert_and_fails()
    {
        _context.Setup(c => c.CallActivityAsync<bool>(ActivityNames.ImportFeedback, It.IsAny<object?>(), It.IsAny<TaskOptions>()))
            .ThrowsAsync(new TaskFailedException(ActivityNames.ImportFeedback, 1, new TaskFailureDetails("System.IO.IOException", "disk full", null, null, null)));
        await Assert.ThrowsAsync<StepFailedException>(() =>
            OrchestrationFunctions.Refresh(_context.Object, new RefreshInput("default", "r1", RunKind.Challenge, "asked for")));
        _logger.Verify(l => l.Log(
            LogLevel.Error, It.Is<EventId>(id => id.Name == "RefreshFailed"), It.IsAny<It.IsAnyType>(), It.IsAny<Exception?>(), It.IsAny<Func<It.IsAnyType, Exception?, string>>()), Times.Once);
    }

    [Fact]
    public async Task A_refresh_without_candidates_reports_and_promotes_nothing()
    {
        var run = new RunStep("default", "r1");
        Activity(ActivityNames.ImportFeedback, true);
        Activity(ActivityNames.PrepareData, new PreparedData("p", 3, 4, 5, 6, 7, 8, "h"));
        Activity(ActivityNames.PlanRefresh, new RefreshPlan([], 1, 60));
        Activity(ActivityNames.DecidePromotion, new GateOutcome(null, null, "nothing to choose from", ""));
        Activity(ActivityNames.WriteReport, true);
        Activity(ActivityNames.CollectGarbage, true);

        var outcome = await OrchestrationFunctions.Refresh(_context.Object, new RefreshInput("default", "r1", RunKind.Challenge, "asked for"));

        Assert.Equal(new RefreshOutcome(3, null, "nothing to choose from"), outcome);
        _context.Verify(c => c.CallActivityAsync<bool>(
            ActivityNames.WriteReport, It.Is<object?>(s => ((ReportStep)s!).Run == run && ((ReportStep)s).Promoted == null), It.IsAny<TaskOptions>()), Times.Once);
    }

    [Fact]
    public async Task A_trainer_is_started_watched_and_its_output_committed()
    {
        var polls = new Queue<TrainerStatus>([new TrainerStatus(TrainerState.Running), new TrainerStatus(TrainerState.Succeeded)]);
        Activity(ActivityNames.StartTrainer, true);
        _context.Setup(c => c.CallActivityAsync<TrainerStatus>(ActivityNames.PollTrainer, It.IsAny<object?>(), It.IsAny<TaskOptions>())).ReturnsAsync(polls.Dequeue);
        Activity(ActivityNames.CommitTrainer, new TrainOutcome("ease", "out"));

        Assert.Equal(new TrainOutcome("ease", "out"), await OrchestrationFunctions.Train(_context.Object, new TrainInput("default", "r1", Job, Now.AddHours(1))));
        Assert.Empty(polls);
        _context.Verify(c => c.CallActivityAsync<bool>(ActivityNames.CancelTrainer, It.IsAny<object?>(), It.IsAny<TaskOptions>()), Times.Never);
    }

    [Fact]
    public async Task The_monitor_starts_the_refresh_that_was_asked_for_and_begins_anew()
    {
        var state = new MonitorState { Shop = "default", Request = new RefreshRequest("r1", RunKind.Refresh, "asked for") };
        Activity(ActivityNames.ReadMonitorSettings, new MonitorSettings(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), 0));
        _context.Setup(c => c.CallSubOrchestratorAsync<RefreshOutcome>(
                OrchestrationNames.Refresh, new RefreshInput("default", "r1", RunKind.Refresh, "asked for"),
                It.Is<TaskOptions>(o => ((SubOrchestrationOptions)o).InstanceId == InstanceIds.Refresh(ShopId.Default, "r1"))))
            .ReturnsAsync(new RefreshOutcome(4, "r1", "better"));

        await OrchestrationFunctions.Monitor(_context.Object, state);

        _context.Verify(c => c.ContinueAsNew(new MonitorState { Shop = "default", LastRunId = "r1", RefreshedVersion = 4 }, true), Times.Once);
    }

    private void Activity<T>(string name, T output) =>
        _context.Setup(c => c.CallActivityAsync<T>(name, It.IsAny<object?>(), It.IsAny<TaskOptions>())).ReturnsAsync(output);
}
