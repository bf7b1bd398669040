using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using DuckDB.NET.Data;
using Ecom.Benchmarks.Ingest;
using Ecom.Data.Ingest;

// Ingest and cleaning of one dump against a bare DuckDB scan of the same file that writes Parquet; both in one run, taking turns.
//   dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Ingest -- FILE [ROUNDS] [RESULTS-FOLDER]
if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: FILE [ROUNDS] [RESULTS-FOLDER]");
    return 2;
}
var file = Path.GetFullPath(args[0]);
if (args is [_, "--once"])
{
    Ingest(file, out var once);
    using var self = Process.GetCurrentProcess();
    Console.WriteLine(JsonSerializer.Serialize(new[] { once.RowsIn, once.Accepted, self.PeakWorkingSet64 }));
    return 0;
}
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var results = args.Length > 2 ? args[2] : Path.Combine("benchmarks", "results");

Bare(file);
Ingest(file, out _);
var bare = new List<double>();
var ingest = new List<double>();
for (var round = 0; round < rounds; round++)
{
    bare.Add(Bare(file));
    ingest.Add(Ingest(file, out _));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: bare {bare[^1]:F2} s, ingest {ingest[^1]:F2} s, ratio {ingest[^1] / bare[^1]:F2}"));
}
var child = Child(file);
using var connection = Open();
var report = new IngestReport
{
    File = Path.GetFileName(file),
    Rows = child[0],
    Accepted = child[1],
    Threads = Environment.ProcessorCount,
    Cores = Environment.ProcessorCount,
    Runtime = RuntimeInformation.FrameworkDescription,
    DuckDb = connection.ServerVersion,
    Date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    BareSeconds = [.. bare.Select(s => Math.Round(s, 3))],
    IngestSeconds = [.. ingest.Select(s => Math.Round(s, 3))],
    BareMedianSeconds = Math.Round(Median(bare), 3),
    IngestMedianSeconds = Math.Round(Median(ingest), 3),
    Ratio = Math.Round(Median([.. ingest.Zip(bare, (i, b) => i / b)]), 2),
    PeakMegabytes = Math.Round(child[2] / 1048576.0),
};
Directory.CreateDirectory(results);
File.WriteAllText(
    Path.Combine(results, "ingest.json"),
    JsonSerializer.Serialize(report, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }) + "\n");
File.WriteAllText(Path.Combine(results, "ingest.md"), string.Create(CultureInfo.InvariantCulture, $"""
    # Ingest against a bare DuckDB scan

    Written by `dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Ingest -- FILE`, {report.Date}; {report.Runtime}, DuckDB {report.DuckDb}, {report.Cores} cores.
    Both take turns in one process, {rounds} rounds after a warm-up; medians. Bare: `COPY (SELECT * FROM read_csv(FILE)) TO … (FORMAT parquet)`.
    Ingest: read, clean, ledger, quarantine, events by day, products. Compare the ratio, not the seconds: they depend on what else the machine does.

    | file | rows | accepted | bare | ingest | ratio | peak memory of one ingest |
    |---|---|---|---|---|---|---|
    | {report.File} | {report.Rows} | {report.Accepted} | {report.BareMedianSeconds:F2} s | {report.IngestMedianSeconds:F2} s | {report.Ratio:F2} | {report.PeakMegabytes:F0} MB |

    """));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {report.Ratio:F2}, peak {report.PeakMegabytes:F0} MB"));
return 0;

static double Bare(string file)
{
    var output = Path.Combine(Path.GetTempPath(), $"bare-{Guid.NewGuid():N}.parquet");
    var watch = Stopwatch.StartNew();
    using (var connection = Open())
    using (var command = connection.CreateCommand())
    {
        command.CommandText = $"COPY (SELECT * FROM read_csv('{file.Replace("'", "''", StringComparison.Ordinal)}')) TO '{output}' (FORMAT parquet)";
        command.ExecuteNonQuery();
    }
    watch.Stop();
    File.Delete(output);
    return watch.Elapsed.TotalSeconds;
}

static double Ingest(string file, out Ledger ledger)
{
    var output = Directory.CreateTempSubdirectory("ingest-").FullName;
    var watch = Stopwatch.StartNew();
    ledger = DumpIngestor.Ingest(new IngestRequest
    {
        SourceFile = file,
        SourceName = Path.GetFileName(file),
        OutputDirectory = output,
        Now = TimeProvider.System.GetUtcNow(),
    }).Ledger;
    watch.Stop();
    Directory.Delete(output, recursive: true);
    return watch.Elapsed.TotalSeconds;
}

static DuckDBConnection Open()
{
    var connection = new DuckDBConnection("DataSource=:memory:");
    connection.Open();
    return connection;
}

static long[] Child(string file)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
    if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(typeof(IngestReport).Assembly.Location);
    start.ArgumentList.Add(file);
    start.ArgumentList.Add("--once");
    using var child = Process.Start(start)!;
    var text = child.StandardOutput.ReadToEnd();
    child.WaitForExit();
    return JsonSerializer.Deserialize<long[]>(text)!;
}

static double Median(IReadOnlyList<double> values)
{
    var sorted = values.Order().ToList();
    return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
