using Ecom.CrashProbe;
using Ecom.Data.Demo;

namespace Ecom.Local.Tests.Pipeline;

/// <summary>The real pipeline with its real trainer on a tiny shop, killed (SIGKILL) at boundaries of its journal all along the run.</summary>
public sealed class ShopCrashTests : IDisposable
{
    private static readonly string[] Settings =
    [
        "Ecom:Refresh:Models:0=popularity", "Ecom:Refresh:Augmenters:0=none", "Ecom:Refresh:MaximumTrials=1", "Ecom:Refresh:TrainerParallelism=1",
    ];

    private const int FirstBoundary = 7;
    private const int Spread = 6;

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-shop-crash-").FullName;

    [Fact]
    public async Task Killed_again_and_again_the_run_ends_with_the_same_recipe_and_metrics()
    {
        DemoShop.Write(_root, new DemoShopOptions { Users = 60, Items = 40, Days = 40, SessionsPerUser = 6 });
        var events = Path.Combine(_root, DemoShop.EventsFile);
        var expected = await new KilledRun(Folder("reference"), events, Settings).StartAsync();
        Assert.NotNull(expected);

        // A resumed process commits a handful of boundaries before it takes a step; dying at changing ones after that walks over the whole run.
        var killed = new KilledRun(Folder("killed"), events, Settings);
        string? outcome = null;
        while (outcome is null)
        {
            Assert.True(killed.Kills < 300, "the run does not come forward");
            outcome = await killed.StartAsync(boundary: FirstBoundary + (killed.Kills % Spread));
        }

        Assert.Equal(expected, outcome);
        Assert.Empty(killed.Repeated);
        Assert.True(killed.Kills > 10, $"only {killed.Kills} kills");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
}
