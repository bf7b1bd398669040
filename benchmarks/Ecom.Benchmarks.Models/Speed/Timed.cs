using System.Diagnostics;

namespace Ecom.Benchmarks.Models.Speed;

/// <summary>Stopwatches.</summary>
internal static class Timed
{
    public static Cost Of(Action action)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
        action();
        return new(clock.Elapsed.TotalSeconds, Cpu() - cpu);
    }

    /// <summary>What lies between the first and the second report of an epoch: one whole epoch, without what a fit does before and after.</summary>
    public static Cost Epoch(Action<Action<string, double, IReadOnlyDictionary<string, double>?>> fit)
    {
        var clock = Stopwatch.StartNew();
        var told = new List<Cost>();
        fit((step, _, _) =>
        {
            if (step == "epoch") told.Add(new(clock.Elapsed.TotalSeconds, Cpu()));
        });
        return new(told[1].Seconds - told[0].Seconds, told[1].CpuSeconds - told[0].CpuSeconds);
    }

    private static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
