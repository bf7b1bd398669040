using System.Text.Json;
using Ecom.Data.Ingest;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>Reads and cleans one dump; its parts and ledger are committed as the ingest's manifest. A file that cannot be used goes to quarantine.</summary>
public sealed class IngestDump(PipelineStores stores, WorkFolders folders, IOptions<IngestPolicy> policy, TimeProvider time)
    : IActivity<DumpToIngest, IngestOutcome>
{
    public async Task<IngestOutcome> RunAsync(DumpToIngest input, CancellationToken cancellation)
    {
        var paths = new ShopPaths(ShopId.Parse(input.Ingest.Shop));
        if (await stores.Artefacts.GetInfoAsync(paths.IngestManifest(input.Ingest.IngestId), cancellation) is not null)
            return new IngestOutcome(IngestState.Accepted);
        using var work = folders.Create("ingest");
        try
        {
            var (result, output) = await ReadAsync(input, work, cancellation);
            var prefix = $"{paths.Ingest(input.Ingest.IngestId)}/{Guid.NewGuid():N}";
            var files = await ArtefactFolder.UploadAsync(stores.Artefacts, output, prefix, cancellation);
            await stores.Artefacts.CommitOnceAsync(
                paths.IngestManifest(input.Ingest.IngestId), Source(input, result, prefix, files.Select(f => f.Path)), cancellation);
            return new IngestOutcome(IngestState.Accepted);
        }
        catch (InputException problem)
        {
            return await QuarantineDump.PutAsync(stores, input with { Error = problem.Message }, time, cancellation);
        }
    }

    private async Task<(IngestResult Result, string Output)> ReadAsync(DumpToIngest input, WorkFolder work, CancellationToken cancellation)
    {
        // Under its own name: the reader tells formats by the ending, and a store's local file may have none.
        var file = Path.Combine(work.Sub("dump"), Path.GetFileName(input.Ingest.Path));
        File.CreateSymbolicLink(file, await stores.Dumps.MaterialiseAsync(input.Ingest.Path, cancellation));
        var output = work.Sub("output");
        var request = new IngestRequest
        {
            SourceFile = file,
            SourceName = input.Ingest.Path,
            Mapping = await MappingAsync(input.Ingest.Path, cancellation),
            OutputDirectory = output,
            Options = policy.Value.ToOptions(work.Sub("database")),
            Now = time.GetUtcNow(),
        };
        return (await Task.Run(() => DumpIngestor.Ingest(request, cancellation), cancellation), output);
    }

    /// <summary>The mapping that lies beside the dump, if one does.</summary>
    private async Task<DumpMapping?> MappingAsync(string path, CancellationToken cancellation)
    {
        var beside = path + IngestPolicy.MappingSuffix;
        return await stores.Dumps.GetInfoAsync(beside, cancellation) is null
            ? null
            : DumpMapping.Read(await stores.Dumps.MaterialiseAsync(beside, cancellation));
    }

    private DatasetSource Source(DumpToIngest input, IngestResult result, string prefix, IEnumerable<string> files)
    {
        var all = files.ToList();
        return new DatasetSource
        {
            Path = input.Ingest.Path,
            IngestId = input.Ingest.IngestId,
            Sha256 = input.Sha256,
            Prefix = prefix,
            Events = [.. all.Where(f => f.StartsWith("events/", StringComparison.Ordinal)).Select(f => $"{prefix}/{f}")],
            Products = [.. all.Where(f => f == "products.parquet").Select(f => $"{prefix}/{f}")],
            RowsIn = result.Ledger.RowsIn,
            Accepted = result.Ledger.Accepted,
            Rejected = result.Ledger.Rejected.ToDictionary(r => JsonNamingPolicy.KebabCaseLower.ConvertName(r.Key.ToString()), r => r.Value),
            Ingested = time.GetUtcNow(),
        };
    }
}
