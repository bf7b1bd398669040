using System.CommandLine;
using Ecom.Benchmarks.Serving;
using Ecom.Benchmarks.Serving.TopK;

// The serving path under load, and the engine that selects the best items.
//   dotnet run -c Release --project benchmarks/Ecom.Benchmarks.Serving -- load|topk [--out FOLDER]
if (args is ["host", var folder, var port])
{
    await LoadHost.ServeAsync(folder, port);
    return 0;
}

var results = new Option<string>("--out") { DefaultValueFactory = _ => Path.Combine("benchmarks", "results"), Description = "Folder of the results." };
var families = new Option<string>("--families") { DefaultValueFactory = _ => "itemknn,ials", Description = "Served models." };
var items = new Option<int>("--items") { DefaultValueFactory = _ => 100_000, Description = "Products." };
var users = new Option<int>("--users") { DefaultValueFactory = _ => 1_000_000, Description = "Customers." };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 10, Description = "Length of a turn." };
var warmUp = new Option<double>("--warm-up") { DefaultValueFactory = _ => 60, Description = "Seconds of load before the turns that count." };
var soak = new Option<double>("--soak") { DefaultValueFactory = _ => 600, Description = "Seconds at half load." };
var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 8, Description = "Connections of the client, one request at a time on each." };
var cached = new Option<int>("--cached-entries") { DefaultValueFactory = _ => 500_000, Description = "Ecom:UserState:CachedEntries of the host." };
var load = new Command("load", "Requests per second against a stored list; latency and memory at half load.") { results, families, items, users, seconds, warmUp, soak, connections, cached };
load.SetAction((parsed, _) => LoadBenchmark.RunAsync(
    parsed.GetValue(results)!, parsed.GetValue(cached), parsed.GetValue(families)!, parsed.GetValue(items), parsed.GetValue(users), parsed.GetValue(seconds), parsed.GetValue(warmUp), parsed.GetValue(soak), parsed.GetValue(connections)));
var topk = new Command("topk", "Factor scoring against the machine's read bandwidth; queries per second and NDCG with 32-bit and 8-bit factors.") { results };
topk.SetAction(parsed => TopKBenchmark.Run(parsed.GetValue(results)!));
return await new RootCommand("Benchmarks of serving.") { load, topk }.Parse(args).InvokeAsync();
