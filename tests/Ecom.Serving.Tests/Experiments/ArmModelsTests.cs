using Ecom.Domain;
using Ecom.HttpContract;
using Ecom.Search.Text;
using Ecom.Serving.Experiments;
using Ecom.Serving.Overlay;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ecom.Serving.Tests.Experiments;

public sealed class ArmModelsTests : IDisposable
{
    private readonly ContractShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task An_arm_that_could_not_be_loaded_is_tried_again_after_a_while()
    {
        await _shop.PublishAsync("v1");
        var loader = new SnapshotLoader(_shop.Stores, ShopId.Default, _shop.Work, Options.Create(new ServingOptions()));
        var shared = await loader.LoadAsync((await _shop.Registry.GetAsync("v1"))!);
        var main = ServedModel.Of("v1", shared, OverlayDocument.Empty);
        var time = new FakeTimeProvider();
        using var arms = new ArmModels(loader, _shop.Registry, time, NullLogger<ArmModels>.Instance);
        var experiment = new Experiment
        {
            Id = "e", Salt = "s", Started = time.GetUtcNow(), Arms = [new ExperimentArm("a"), new ExperimentArm("b", ModelVersion: "v2")],
        };

        await LookAsync();
        Assert.Equal("v1", Version("a"));
        Assert.Equal("", Version("b"));

        await _shop.PublishAsync("v2");
        await LookAsync();
        Assert.Equal("", Version("b"));
        time.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();
        Assert.Equal("v2", Version("b"));
        shared.Release();

        Task LookAsync() => arms.UpdateAsync(experiment, main, OverlayDocument.Empty, Synonyms.None, RuleSet.None, CancellationToken.None);

        string Version(string arm)
        {
            using var lease = arms.Current!.Holders[arm].Acquire();
            return lease.Model.Version;
        }
    }
}
