using System.Globalization;
using Ecom.Benchmarks.Models;
using Ecom.Benchmarks.Models.Growth;
using Ecom.Benchmarks.Models.Incremental;
using Ecom.Benchmarks.Models.Speed;
using Ecom.Benchmarks.Models.Throughput;

// What fits and measurements cost, each figure beside a baseline of the same run; every case in a process of its own.
//   dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Models -- speed|growth|throughput|incremental [--out DIR]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    [ChildProcess.Verb, "speed", var name, var alone] => SpeedRun.Child(name, bool.Parse(alone)),
    [ChildProcess.Verb, "growth", var name, var pairs] => GrowthRun.Child(name, int.Parse(pairs)),
    [ChildProcess.Verb, "throughput", var name] => ThroughputRun.Child(name),
    ["growth", .. var rest] => GrowthRun.Run(Options.Folder(rest), Options.Text(rest, "--sizes"), Options.Text(rest, "--models")),
    ["speed", .. var rest] => SpeedRun.Run(Options.Folder(rest), Options.Text(rest, "--only")),
    ["throughput", .. var rest] => ThroughputRun.Run(Options.Folder(rest), Options.Text(rest, "--only")),
    ["incremental", .. var rest] => IncrementalRun.Run(Options.Folder(rest), Options.Text(rest, "--events"), Options.Text(rest, "--format"), int.Parse(Options.Text(rest, "--days") ?? "15")),
    _ => Options.Usage(),
};
