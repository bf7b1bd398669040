using Ecom.Models.Jobs;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Tests.Storage;
using Ecom.Pipeline.Training;
using Ecom.Pipeline.Training.ContainerApps;

namespace Ecom.Pipeline.Tests.Training;

public sealed class ContainerAppsJobTrainerTests : IAsyncLifetime
{
    private const string Id = "run-ease-1";
    private const string JobPath = "default/runs/run/train/ease/1/job.json";
    private const string RecordPath = "default/runs/run/train/ease/1/trainer.json";

    private readonly FolderFixture _folder = new();
    private JobService _service = null!;
    private FolderBlobStore _store = null!;
    private ContainerAppsJobTrainer _trainer = null!;

    public async Task InitializeAsync()
    {
        _service = await JobService.StartAsync();
        _store = _folder.Open();
        _trainer = new ContainerAppsJobTrainer(_store, _service.Client);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_start_runs_the_jobs_own_container_with_the_jobs_arguments()
    {
        await _trainer.StartAsync(Id, JobPath);

        var container = Assert.Single(Assert.Single(_service.Started)["containers"]!.AsArray())!;
        Assert.Equal("registry.example/ecom-trainer:1", container["image"]!.GetValue<string>());
        Assert.Equal("https://data.example", container["env"]![0]!["value"]!.GetValue<string>());
        Assert.Equal(["train", "--job-id", Id, "--job", JobPath], container["args"]!.AsArray().Select(a => a!.GetValue<string>()));
        Assert.All(_service.Credentials, c => Assert.Equal("Bearer https://management.azure.com/.default", c));
    }

    [Fact]
    public async Task A_start_that_comes_again_starts_nothing()
    {
        await _trainer.StartAsync(Id, JobPath);
        await new ContainerAppsJobTrainer(_store, _service.Client).StartAsync(Id, JobPath);
        Assert.Single(_service.Started);
    }

    [Fact]
    public async Task Of_two_starts_at_once_one_execution_is_left()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _trainer.StartAsync(Id, JobPath))));
        Assert.Single(_service.Executions, e => e.Value == "Running");
        Assert.Equal(_service.Started.Count - 1, _service.Stopped.Count);
        Assert.Equal(TrainerState.Running, (await _trainer.PollAsync(Id, JobPath)).State);
    }

    [Fact]
    public async Task What_was_never_started_is_unknown() =>
        Assert.Equal(TrainerState.Unknown, (await _trainer.PollAsync(Id, JobPath)).State);

    [Theory]
    [InlineData("Running", TrainerState.Running)]
    [InlineData("Processing", TrainerState.Running)]
    [InlineData("Unknown", TrainerState.Unknown)]
    [InlineData("Failed", TrainerState.Failed)]
    [InlineData("Degraded", TrainerState.Failed)]
    [InlineData("Stopped", TrainerState.Failed)]
    [InlineData("Succeeded", TrainerState.Failed)]
    public async Task Without_word_from_the_container_the_services_state_counts(string service, TrainerState expected)
    {
        await _trainer.StartAsync(Id, JobPath);
        _service.Executions["trainer-001"] = service;
        var status = await _trainer.PollAsync(Id, JobPath);
        Assert.Equal(expected, status.State);
        Assert.Equal(expected == TrainerState.Failed, status.Error is not null);
    }

    [Fact]
    public async Task What_the_container_wrote_counts_before_what_the_service_says()
    {
        await _trainer.StartAsync(Id, JobPath);
        await RecordAsync(new TrainerStatus(TrainerState.Succeeded, new TrainerProgress("export", 1)));
        _service.Executions["trainer-001"] = "Running";
        Assert.Equal(TrainerState.Succeeded, (await _trainer.PollAsync(Id, JobPath)).State);
    }

    [Fact]
    public async Task Progress_of_the_container_is_passed_on()
    {
        await _trainer.StartAsync(Id, JobPath);
        await RecordAsync(new TrainerStatus(TrainerState.Running, new TrainerProgress("search", 0.5)));
        Assert.Equal(0.5, (await _trainer.PollAsync(Id, JobPath)).Progress?.Fraction);
    }

    [Fact]
    public async Task An_execution_the_service_has_forgotten_is_unknown()
    {
        await _trainer.StartAsync(Id, JobPath);
        _service.Executions.Clear();
        Assert.Equal(TrainerState.Unknown, (await _trainer.PollAsync(Id, JobPath)).State);
    }

    [Fact]
    public async Task Cancel_stops_the_execution_and_may_come_before_a_start()
    {
        await _trainer.CancelAsync(Id, JobPath);
        await _trainer.StartAsync(Id, JobPath);
        await _trainer.CancelAsync(Id, JobPath);
        Assert.Equal(["trainer-001"], _service.Stopped);
        Assert.Equal(TrainerState.Failed, (await _trainer.PollAsync(Id, JobPath)).State);
    }

    [Fact]
    public async Task A_refusal_says_what_the_service_said_and_leaves_nothing_behind()
    {
        _service.RefuseNext = 1;
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => _trainer.StartAsync(Id, JobPath));
        Assert.Contains("TooManyRequests: Slow down.", error.Message, StringComparison.Ordinal);
        await _trainer.StartAsync(Id, JobPath);
        Assert.Single(_service.Started);
    }

    private async Task RecordAsync(TrainerStatus status) =>
        await _store.WriteJsonAsync(RecordPath, new { machine = "container", status, seen = DateTimeOffset.UnixEpoch });
}
