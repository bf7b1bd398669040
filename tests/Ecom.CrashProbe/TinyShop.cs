using Ecom.Data.Demo;

namespace Ecom.CrashProbe;

/// <summary>A made-up shop just large enough for every step of a run, and the settings that keep its run short.</summary>
public static class TinyShop
{
    public static readonly IReadOnlyList<string> Settings =
    [
        "Ecom:Refresh:Models:0=popularity", "Ecom:Refresh:Augmenters:0=none", "Ecom:Refresh:MaximumTrials=1", "Ecom:Refresh:TrainerParallelism=1",
    ];

    /// <returns>The events dump, written into the folder.</returns>
    public static string Write(string folder)
    {
        DemoShop.Write(folder, new DemoShopOptions { Users = 60, Items = 40, Days = 40, SessionsPerUser = 6 });
        return Path.Combine(folder, DemoShop.EventsFile);
    }
}
