using Ecom.Neural.Runtime;

namespace Ecom.Benchmarks.Models.Speed;

/// <summary>All cases, one after the other, each in two processes: one for the turns, one for the product's peak memory.</summary>
internal static class SpeedRun
{
    private static ISpeedCase[] Cases() => [new EaseCase(), new ItemKnnCase(), new ImplicitAlsCase(), new SasRecCase(), new RankingCase()];

    public static int Run(string folder, string? only)
    {
        var all = new List<SpeedFigures>();
        foreach (var one in Cases().Where(c => only is null || only.Split(',').Contains(c.Name)))
        {
            Console.Error.WriteLine(one.Title);
            var turns = ChildProcess.Run<SpeedFigures>("speed", one.Name, "false");
            var alone = ChildProcess.Run<SpeedFigures>("speed", one.Name, "true");
            all.Add(turns with { DataMegabytes = alone.DataMegabytes, PeakMegabytes = alone.PeakMegabytes });
        }
        TorchRuntime.EnsureLoaded();
        var table = Table(all);
        Console.Write(table);
        if (only is null) ResultFiles.Write(folder, "models-speed", table, all);
        return 0;
    }

    public static int Child(string name, bool alone)
    {
        var one = Cases().Single(c => c.Name == name);
        one.Prepare();
        ResidentMemory.Reset();
        var data = ResidentMemory.NowMegabytes();
        var (product, bare) = (new List<Cost>(), new List<Cost>());
        for (var round = 0; round < (alone ? 1 : one.Rounds); round++)
        {
            product.Add(one.Product());
            if (!alone) bare.Add(one.Bare());
        }
        return ChildProcess.Tell(new SpeedFigures
        {
            Name = one.Name, Title = one.Title, Baseline = one.Baseline, Target = one.Target, Work = one.Work, Product = product, Bare = bare,
            DataMegabytes = data, PeakMegabytes = ResidentMemory.PeakMegabytes(),
        });
    }

    private static string Table(List<SpeedFigures> all)
    {
        var rows = all.Select(f =>
        {
            var seconds = SpeedFigures.Median(f.Product.Select(c => c.Seconds));
            return $"| {f.Title} | {f.Baseline} | {seconds:0.000} | {SpeedFigures.Median(f.Bare.Select(c => c.Seconds)):0.000} "
                + $"| {f.Ratios[0]:0.00} ({f.Ratios[1]:0.00} – {f.Ratios[2]:0.00}) | {f.CpuRatios[0]:0.00} | {(f.Target is { } t ? $"{t:0.0}" : "–")} "
                + $"| {(f.Work > 0 ? $"{f.Work / seconds / 1e9:0.0}" : "–")} | {f.PeakMegabytes:N0} ({f.DataMegabytes:N0}) |";
        });
        return $"""
            # Fits and measurements against the bare work in them

            Written by `dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Models -- speed`, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; .NET {Environment.Version},
            {Environment.ProcessorCount} cores, {Environment.ProcessorCount} threads on both sides. Dense factorisations and torch's products: libtorch {TorchSharp.torch.__version__} with the BLAS and
            LAPACK built into it; iALS, ItemKNN and score products of the product: its own vector code. Both sides take turns in one process; medians over the rounds, the ratio is the median of
            the rounds' ratios (smallest – largest). Peak: resident memory of a process that does the product's side alone, once (in brackets: before it started, data made).

            | product | bare work | s | bare, s | product : bare | by processor time | at most | G mult-adds/s | peak MB |
            |---|---|---|---|---|---|---|---|---|
            {string.Join('\n', rows)}

            Data are generated: Zipf popularity, lognormal lengths of history.

            """;
    }
}
