using System.Globalization;
using System.Text.Json;
using Ecom.Benchmarks.Engine;

// The local engine's steps against bare durable commits to the same kind of journal, taking turns in one run.
//   dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Engine -- [RESULTS-FOLDER] [DISK-FOLDER]
const int Rounds = 15;
const int Steps = 100;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var results = Directory.CreateDirectory(args.Length > 0 ? args[0] : Path.Combine("benchmarks", "results")).FullName;
var folder = Directory.CreateDirectory(Path.Combine(args.Length > 1 ? args[1] : Path.GetTempPath(), $"engine-{Environment.ProcessId}")).FullName;
EngineCase[] cases =
[
    new("one instance, steps in a row", "row", 1, Steps),
    new("32 instances, steps in a row", "row", 32, Steps),
    new("one instance, steps side by side", "fan", 1, Steps),
];
try
{
    BareCommits.Run(folder, Steps / 5);
    foreach (var one in cases) await EngineRuns.RunAsync(folder, one.Orchestration, one.Instances, Steps / 5);
    foreach (var one in cases)
    {
        for (var round = 0; round < Rounds; round++)
        {
            one.BareStepsPerSecond.Add(Math.Round(Steps / BareCommits.Run(folder, Steps), 1));
            one.EngineStepsPerSecond.Add(Math.Round(one.Instances * one.Steps / await EngineRuns.RunAsync(folder, one.Orchestration, one.Instances, one.Steps), 1));
        }
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

var rows = cases.Select(one =>
    $"| {one.Name} | {Median(one.EngineStepsPerSecond):N0} | {Median(one.BareStepsPerSecond):N0} | {one.Ratios[0]:0.00} ({one.Ratios[1]:0.00} – {one.Ratios[2]:0.00}) |");
var table = $"""
    # The local engine against bare commits

    Written by `dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Engine`, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; .NET {Environment.Version}, {Environment.ProcessorCount} cores.
    Bare: for each step one durable commit (SQLite, WAL, synchronous FULL) of its completion and one of the next decision, which is the least a journal with these
    guarantees costs one instance after the other. The engine: empty steps, dispatched, run, recorded and replayed. Several instances share a commit, so they pass the bare figure.
    {Rounds} rounds, taking turns; medians. Compare the ratio: steps per second depend on the disk.

    | case | steps/s | bare commits, steps/s | engine : bare, median (range) |
    |---|---|---|---|
    {string.Join('\n', rows)}

    """;
File.WriteAllText(Path.Combine(results, "engine.md"), table);
File.WriteAllText(Path.Combine(results, "engine.json"), JsonSerializer.Serialize(cases, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }) + "\n");
Console.Write(table);

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
