using System.Diagnostics;
using Ecom.Benchmarks.Models.Speed;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>Epochs of every generator in turn with epochs of the same network in plain TorchSharp, on one thread; each case in a process of its own.</summary>
internal static class ThroughputRun
{
    private const double Target = 1.1;

    /// <summary>Epochs of either side that are not timed: the first has the fit's start in it.</summary>
    private const int WarmUp = 2;

    private static IThroughputCase[] Cases() =>
    [
        new CfganCase(), new MultVaeCase(), new DenoisingAutoencoderCase(), new SequenceCase(),
        new ConditionalGanCase(), new TabularVaeCase(plain: false), new TabularVaeCase(plain: true), new RowTransformerCase(),
    ];

    public static int Run(string folder, string? only)
    {
        var all = new List<ThroughputFigures>();
        foreach (var one in Cases().Where(c => only is null || only.Split(',').Contains(c.Name)))
        {
            all.Add(ChildProcess.Run<ThroughputFigures>("throughput", one.Name));
            Console.Error.WriteLine(Row(all[^1]));
        }
        TorchRuntime.EnsureLoaded();
        var table = Table(all);
        Console.Write(table);
        if (only is null) ResultFiles.Write(folder, "models-throughput", table, all);
        return 0;
    }

    public static int Child(string name)
    {
        var one = Cases().Single(c => c.Name == name);
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);
        var epoch = one.Prepare();
        var (product, plain, seen) = (new List<Cost>(), new List<Cost>(), 0);
        var (clock, cpu) = (Stopwatch.GetTimestamp(), Cpu());
        one.Fit(one.Rounds + WarmUp, new FitContext(1, 1, (_, _, losses) =>
        {
            if (losses is null) return;
            var own = new Cost(Stopwatch.GetElapsedTime(clock).TotalSeconds, Cpu() - cpu);
            var bare = Timed.Of(epoch);
            if (++seen > WarmUp)
            {
                product.Add(own);
                plain.Add(bare);
            }
            (clock, cpu) = (Stopwatch.GetTimestamp(), Cpu());
        }));
        return ChildProcess.Tell(new ThroughputFigures { Name = one.Name, Title = one.Title, Product = product, Plain = plain });
    }

    private static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static string Row(ThroughputFigures f)
    {
        var rounds = f.Product.Zip(f.Plain, (p, b) => p.Seconds / b.Seconds).Order().ToArray();
        return $"| `{f.Name}` | {f.Title} | {SpeedFigures.Median(f.Product.Select(c => c.Seconds)):0.000} | {SpeedFigures.Median(f.Plain.Select(c => c.Seconds)):0.000} "
            + $"| {f.Ratio:0.00} ({rounds[0]:0.00} – {rounds[^1]:0.00}) | {f.CpuRatio:0.00} | {Target:0.00} |";
    }

    private static string Table(List<ThroughputFigures> all) => $"""
        # Training throughput against plain TorchSharp

        Written by `dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Models -- throughput`, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; .NET {Environment.Version}, libtorch {torch.__version__}, **one thread** on both sides.
        The product's side is a whole epoch of a fit as augmentation and `synthesize` make it: batches put together from histories or rows, losses read and told, and for `gan`, `vae`, `autoencoder` and
        `transformer` the measurement on held-out rows that stops them early. The other side is the same network, optimizer and batches with torch's own modules: the batches are tensors already, no loss is read,
        nothing is measured. Epochs take turns in one process; the ratio is that of the medians (smallest – largest of single pairs).

        | generator | what | s an epoch | plain, s | product : plain | by processor time | at most |
        |---|---|---|---|---|---|---|
        {string.Join('\n', all.Select(Row))}

        Data are generated.

        """;
}
