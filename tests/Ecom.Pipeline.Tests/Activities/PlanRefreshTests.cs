using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Activities;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Tests.Activities;

/// <summary>When a refresh carries the served model on instead of fitting its recipe anew.</summary>
public sealed class PlanRefreshTests : IDisposable
{
    private static readonly RefreshOptions Settings = new() { Models = ["ials"], Augmenters = ["none"] };

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-plan-").FullName;
    private readonly FolderBlobStore _dumps, _artefacts;
    private readonly PipelineStores _stores;

    public PlanRefreshTests()
    {
        _dumps = new FolderBlobStore(Path.Combine(_root, "dumps"));
        _artefacts = new FolderBlobStore(Path.Combine(_root, "artefacts"));
        _stores = new PipelineStores(_dumps, _artefacts);
    }

    public void Dispose()
    {
        _dumps.Dispose();
        _artefacts.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_refresh_carries_an_incremental_model_on_and_measures_it_as_the_recipe_would_be()
    {
        var plan = await PlanAsync(Version());
        Assert.True(plan.Carries);
        Assert.Equal("carried", Assert.Single(plan.Jobs).Name);
        var job = (await _artefacts.ReadJsonAsync<TrainerJob>(plan.Jobs[0].JobPath))!.Value.Value;
        Assert.Equal((TrainerJobKind.Evaluate, "ials", "default/models/v1/snapshot"), (job.Kind, job.Model, job.Served));
    }

    [Fact]
    public async Task A_served_model_that_has_not_seen_the_gate_is_measured_beside_it() =>
        Assert.Equal(["carried", "served"], (await PlanAsync(Version(until: 5))).Jobs.Select(j => j.Name));

    [Fact]
    public async Task Errors_do_not_add_up_for_ever()
    {
        Assert.True((await PlanAsync(Version(PlanRefresh.MostCarries - 1))).Carries);
        var plan = await PlanAsync(Version(PlanRefresh.MostCarries, "v2"));
        Assert.False(plan.Carries);
        Assert.Equal("champion", Assert.Single(plan.Jobs).Name);
    }

    [Fact]
    public async Task A_challenge_another_setting_another_family_and_a_second_plan_fit_anew()
    {
        async Task<string[]> JobsAsync(ModelVersion version, RunKind kind = RunKind.Refresh, RefreshOptions? options = null, bool? refit = null)
        {
            var plan = await PlanAsync(version, kind, options, refit);
            Assert.False(plan.Carries);
            return [.. plan.Jobs.Select(j => j.Name)];
        }
        Assert.Equal(["champion", "ials"], await JobsAsync(Version(), RunKind.Challenge));
        Assert.Equal(["champion"], await JobsAsync(Version(), options: Settings with { Seed = 2 }));
        Assert.Equal(["champion"], await JobsAsync(Version(), refit: true));
        Assert.Equal(["champion"], await JobsAsync(Version(id: "v2") with { Incremental = false }));
    }

    private async Task<RefreshPlan> PlanAsync(ModelVersion version, RunKind kind = RunKind.Refresh, RefreshOptions? options = null, bool? refit = null)
    {
        var registry = new ModelRegistry(_stores, ShopId.Default, TimeProvider.System);
        await registry.RegisterAsync(version);
        await registry.PromoteAsync(version.Version, "test");
        var data = new PreparedData("default/runs/r/data/folds", 2, 1, 1, 1, GateFrom: 10, Until: 30, "h");
        return await new PlanRefresh(_stores, registry, Options.Create(options ?? Settings))
            .RunAsync(new PlanInput(new RunStep("default", $"run-{Guid.NewGuid():N}"), kind, data, refit), CancellationToken.None);
    }

    private static ModelVersion Version(int carries = 0, string id = "v1", long until = 20) => new()
    {
        Version = id, Created = DateTimeOffset.UnixEpoch, Model = "ials", Augment = "none", ModelParameters = Parameters.None, AugmentParameters = Parameters.None,
        Incremental = true, Metrics = [], Files = [],
        Lineage = new ModelLineage { RunId = id, DatasetVersion = 1, DataHash = "d", ConfigurationHash = Settings.Hash(), DataUntil = until, Carries = carries, Seed = 1 },
    };
}
