using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>
/// The engine that selects the best items. In BenchmarkDotNet's in-process toolchain: the projects it would generate lie outside of the central package versions.
/// </summary>
internal static class TopKBenchmark
{
    public const int Dimensions = 64;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static int Run(string results)
    {
        var bandwidth = BenchmarkRunner.Run<Bandwidth>(Config(Job.Default.WithWarmupCount(1).WithIterationCount(9).WithInvocationCount(1).WithUnrollFactor(1)));
        var queries = BenchmarkRunner.Run<Queries>(Config(Job.Default.WithWarmupCount(2).WithIterationCount(10).WithMinIterationCount(10)));
        var quality = Quality.Measure();
        var wide = Bandwidths(bandwidth);
        var asked = queries.Reports.Select(r => new QueryRow(
            Parameter(r, nameof(Queries.Items)), Parameter(r, nameof(Queries.Bits)), 1e9 / Median(r), r.GcStats.GetBytesAllocatedPerOperation(r.BenchmarkCase) ?? -1)).ToArray();
        Directory.CreateDirectory(results);
        var told = new { date = TimeProvider.System.GetUtcNow(), lastLevelCacheBytes = LastLevelCache.Bytes, dimensions = Dimensions, bandwidth = wide, queries = asked, quality };
        File.WriteAllText(Path.Combine(results, "serving-topk.json"), JsonSerializer.Serialize(told, Form) + "\n");
        var table = Markdown(wide, asked, quality);
        File.WriteAllText(Path.Combine(results, "serving-topk.md"), table);
        Console.WriteLine(table);
        return 0;
    }

    private static ManualConfig Config(Job job) => ManualConfig.CreateEmpty()
        .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(ConsoleLogger.Default).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ecom-topk-log"));

    private static BandwidthRow[] Bandwidths(Summary summary) =>
        [.. summary.Reports
            .GroupBy(r => (Bits: Parameter(r, nameof(Bandwidth.Bits)), Threads: Parameter(r, nameof(Bandwidth.Threads))))
            .OrderByDescending(g => g.Key.Bits).ThenBy(g => g.Key.Threads)
            .Select(g =>
            {
                var bytes = Bandwidth.Bytes(g.Key.Bits);
                double Of(string method) => bytes / Median(g.Single(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method));
                return new BandwidthRow(g.Key.Bits, g.Key.Threads, bytes, Of(nameof(Bandwidth.Read)), Of(nameof(Bandwidth.Score)));
            })];

    private static int Parameter(BenchmarkReport report, string name) => (int)report.BenchmarkCase.Parameters[name];

    private static double Median(BenchmarkReport report) =>
        report.ResultStatistics?.Median ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} was not measured.");

    private static string Markdown(BandwidthRow[] bandwidth, QueryRow[] queries, QualityRow? quality)
    {
        var culture = CultureInfo.InvariantCulture;
        var wide = bandwidth.Select(r => string.Create(
            culture, $"| {r.Bits} | {r.Threads} | {r.Bytes / 1e9:0.00} | {r.ReadGigabytesPerSecond:0.0} | {r.ScoreGigabytesPerSecond:0.0} | {r.Ratio:0.00} |"));
        var asked = queries.Select(r => string.Create(culture, $"| {r.Items:N0} | {r.Bits} | {r.PerSecond:N0} | {r.AllocatedBytes:N0} |"));
        var same = quality is null
            ? "NDCG on ml100k: not measured, the variable ECOM_DATA_DIR does not name a folder with it."
            : string.Create(culture, $"iALS on ml100k, test pairs, NDCG@20: {quality.Ndcg32:0.00000} with 32 bits, {quality.Ndcg8:0.00000} with 8: a difference of {quality.Difference:+0.00000;-0.00000;0}. Of {quality.Users} users, {quality.UsersChanged} have another value, by {quality.LargestUserDifference:0.0000} at most.");
        return string.Create(culture, $"""
            # Top-K engine

            Written by `dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Serving -- topk`, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; .NET {Environment.Version}, {Environment.ProcessorCount} cores,
            BenchmarkDotNet in process; medians. {Dimensions} dimensions.

            ## Scoring against reading

            Catalogues of a million items, one after the other, together at least four times the last-level cache ({LastLevelCache.Bytes / 1e6:N0} MB); the read-only sum goes over the same
            arrays with as many threads. Bytes are those of the factors; scores are written besides.

            | bits | threads | GB | read, GB/s | scored, GB/s | scored : read |
            |---|---|---|---|---|---|
            {string.Join('\n', wide)}

            ## Queries

            One thread: a history of 20 items folded in, every item scored, the best 20 selected.

            | items | bits | queries/s | bytes allocated a query |
            |---|---|---|---|
            {string.Join('\n', asked)}

            ## Quality

            {same}

            """);
    }
}
