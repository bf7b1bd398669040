using System.Diagnostics;
using Ecom.Augmentation;
using Ecom.Models;
using Ecom.Recommendation;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Fitting;
using Ecom.Trainer.Search;

namespace Ecom.Benchmarks.Models.Growth;

/// <summary>Fit time and memory as a shop grows, for the models meant for that size and one that is not.</summary>
internal static class GrowthRun
{
    private const double MemoryGigabytes = 16;
    private const double BudgetSeconds = 300;
    private static readonly string[] Names = ["popularity", "itemknn", "rp3beta", "ials", "ease"];

    /// <param name="folder">Receives the results.</param>
    /// <param name="sizes">Millions of interactions, comma-separated; null: 1, 3, 10, 30.</param>
    /// <param name="models">Comma-separated; null: all of <see cref="Names"/>.</param>
    public static int Run(string folder, string? sizes, string? models)
    {
        var pairs = (sizes ?? "1,3,10,30").Split(',').Select(s => (int)(double.Parse(s) * 1e6)).ToArray();
        var names = models?.Split(',') ?? Names;
        var all = new List<GrowthFigures>();
        foreach (var size in pairs)
        {
            foreach (var name in names)
            {
                all.Add(ChildProcess.Run<GrowthFigures>("growth", name, size.ToString()));
                Console.Error.WriteLine(Row(all[^1]));
                // A long run that is stopped leaves what it had measured.
                ResultFiles.Write(folder, "models-growth", Table(all, names), all);
            }
        }
        Console.Write(Table(all, names));
        return 0;
    }

    public static int Child(string name, int pairs)
    {
        var data = new TrainingData { Observed = GeneratedShop.Growing(pairs, 1) };
        var family = RecommenderFamilies.Find(name);
        var setting = family.Proposals(data.Shape, 1).First();
        var context = new FitContext(1, Environment.ProcessorCount);
        using var fitter = new RecipeFitter(family, Augmenters.Find("none"), data, context);
        var figures = new GrowthFigures
        {
            Model = name, Pairs = pairs, Users = data.Shape.Users, Items = data.ItemCount,
            EstimatedMegabytes = family.Estimate(data.Shape, setting).Bytes / 1e6,
            LeftOut = fitter.OutOfReach(new Recipe(setting, Parameters.None), (long)(MemoryGigabytes * (1L << 30)), BudgetSeconds),
        };
        if (figures.LeftOut is not null) return ChildProcess.Tell(figures);
        ResidentMemory.Reset();
        var before = ResidentMemory.NowMegabytes();
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using var model = family.Fit(data, setting, context);
        return ChildProcess.Tell(figures with
        {
            FitSeconds = clock.Elapsed.TotalSeconds, FitCpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            DataMegabytes = before, PeakMegabytes = ResidentMemory.PeakMegabytes(),
        });
    }

    private static string Row(GrowthFigures f) => f.LeftOut is null
        ? $"| {f.Model} | {f.Pairs / 1e6:0.##} M | {f.Users:N0} | {f.Items:N0} | {f.FitSeconds:0.0} | {f.FitCpuSeconds:0.0} | {f.PeakMegabytes:N0} ({f.DataMegabytes:N0}) | {f.EstimatedMegabytes:N0} |"
        : $"| {f.Model} | {f.Pairs / 1e6:0.##} M | {f.Users:N0} | {f.Items:N0} | left out | | | {f.EstimatedMegabytes:N0} |";

    private static string Table(List<GrowthFigures> all, string[] names)
    {
        var exponents = names.Select(name => (Name: name, Fits: all.Where(f => f.Model == name && f.LeftOut is null).ToArray())).Where(m => m.Fits.Length > 1).Select(m =>
            $"| {m.Name} | {GrowthFigures.Exponent(m.Fits, f => f.FitSeconds):0.00} | {GrowthFigures.Exponent(m.Fits, f => f.FitCpuSeconds):0.00} "
            + $"| {GrowthFigures.Exponent(m.Fits, f => f.PeakMegabytes):0.00} |");
        var leftOut = all.Where(f => f.LeftOut is not null).Select(f => $"- {f.Model} at {f.Pairs / 1e6:0.##} M: {f.LeftOut}.");
        return $"""
            # Fits as a shop grows

            Written by `dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Models -- growth`, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; .NET {Environment.Version},
            {Environment.ProcessorCount} cores. Generated interactions: users = interactions / 30, items = 20,000·√(interactions / 1 M), popularity by Zipf's law, lognormal histories of at
            most {GeneratedShop.LongestHistory:N0}. Each fit (a family's first proposal) in a process of its own; peak resident memory during the fit, in brackets before it with the data made.
            Memory limit {MemoryGigabytes:0} GiB, search budget {BudgetSeconds:0} s: what the trainer's estimates say is out of reach, it leaves out.

            | model | interactions | users | items | fit, s | processor s | peak MB | estimate beyond the data, MB |
            |---|---|---|---|---|---|---|---|
            {string.Join('\n', all.Select(Row))}

            Growth as interactions^x, by least squares on logarithms:

            | model | x of time | x of processor time | x of peak memory |
            |---|---|---|---|
            {string.Join('\n', exponents)}

            {string.Join('\n', leftOut)}

            """;
    }
}
