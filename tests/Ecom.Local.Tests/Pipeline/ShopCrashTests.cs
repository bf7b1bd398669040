using Ecom.CrashProbe;

namespace Ecom.Local.Tests.Pipeline;

/// <summary>The real pipeline with its real trainer on a tiny shop, killed (SIGKILL) before and after every commit by which the run comes forward.</summary>
public sealed class ShopCrashTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ecom-shop-crash-").FullName;

    [Fact]
    public async Task Killed_at_every_boundary_the_run_ends_with_the_same_recipe_and_metrics()
    {
        var events = TinyShop.Write(_root);
        var expected = await new KilledRun(Folder("reference"), events, TinyShop.Settings).StartAsync();
        Assert.NotNull(expected);

        // The first process dies before its first commit, the second after it, the third before the next one, and so on: every process but the last makes at most one.
        var killed = new KilledRun(Folder("killed"), events, TinyShop.Settings);
        string? outcome = null;
        while (outcome is null)
        {
            Assert.True(killed.Kills < 400, "the run does not come forward");
            outcome = await killed.StartAsync(boundary: killed.Kills % 2 == 0 ? "+1" : "+2");
        }

        Assert.Equal(expected, outcome);
        Assert.Empty(killed.Repeated);
        // Two dozen steps are scheduled and recorded: a walk that missed boundaries would be shorter.
        Assert.True(killed.Kills > 40, $"only {killed.Kills} kills");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
}
