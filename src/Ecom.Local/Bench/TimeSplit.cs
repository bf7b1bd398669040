using Ecom.Data.Datasets;
using Ecom.Data.Ingest;
using Ecom.Local.Hosting;

namespace Ecom.Local.Bench;

/// <summary>Dumps, cleaned as the pipeline cleans them and split by global time, in a folder of their own.</summary>
internal static class TimeSplit
{
    /// <param name="dumps">Event and product dumps.</param>
    /// <param name="folder">Receives the parts and the folds.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The folder of folds.</returns>
    /// <exception cref="Ecom.Domain.InputException">A dump cannot be used.</exception>
    public static string Build(DumpFiles dumps, string folder, CancellationToken cancellation)
    {
        var (events, products) = (new List<string>(), new List<string>());
        for (var d = 0; d < dumps.All.Count; d++)
        {
            var dump = dumps.All[d];
            var output = Directory.CreateDirectory(Path.Combine(folder, $"part-{d}")).FullName;
            var result = DumpIngestor.Ingest(DumpFiles.Request(dump.Local, dump.Kind) with { Mapping = dump.Mapping, OutputDirectory = output }, cancellation);
            events.AddRange(result.Files.Where(f => f.StartsWith("events/", StringComparison.Ordinal)).Select(f => Path.Combine(output, f)));
            products.AddRange(result.Files.Where(f => f == "products.parquet").Select(f => Path.Combine(output, f)));
        }
        var dataset = Directory.CreateDirectory(Path.Combine(folder, "dataset")).FullName;
        DatasetBuilder.Build(
            new DatasetRequest { EventFiles = events, ProductFiles = products, OutputDirectory = dataset, Now = TimeProvider.System.GetUtcNow() }, cancellation);
        return Path.Combine(dataset, DatasetBuilder.FoldsFolder);
    }
}
