using System.Text.Json;
using Ecom.Data.Ingest.Events;
using Ecom.Data.Ingest.Products;
using Ecom.Domain;

namespace Ecom.Data.Ingest;

/// <summary>
/// Reads one dump into canonical form: <c>events/day=YYYY-MM-DD/*.parquet</c>, <c>products.parquet</c>, <c>rejected.parquet</c> and <c>ledger.json</c>.
/// </summary>
public static class DumpIngestor
{
    public const string LedgerFile = "ledger.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <exception cref="InputException">The file as a whole is unusable; the output folder is left empty.</exception>
    /// <exception cref="OperationCanceledException">Likewise.</exception>
    public static IngestResult Ingest(IngestRequest request, CancellationToken cancellation = default)
    {
        var directory = Path.GetFullPath(request.OutputDirectory);
        if (!Directory.Exists(directory) || Directory.EnumerateFileSystemEntries(directory).Any())
            throw new ArgumentException($"The output folder {directory} must exist and be empty.", nameof(request));
        try
        {
            using var reading = DumpReading.Open(request, [directory], cancellation);
            reading.Judge();
            return Write(reading, request, directory);
        }
        catch
        {
            foreach (var entry in Directory.EnumerateDirectories(directory)) Directory.Delete(entry, recursive: true);
            foreach (var file in Directory.EnumerateFiles(directory)) File.Delete(file);
            throw;
        }
    }

    /// <exception cref="InputException">The file is missing or no ledger.</exception>
    public static Ledger ReadLedger(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Ledger>(File.ReadAllText(file), Json) ?? throw new InputException(file, null, "the ledger is empty.");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new InputException(file, null, $"not a readable ledger: {e.Message}", e);
        }
    }

    private static IngestResult Write(DumpReading reading, IngestRequest request, string directory)
    {
        var ledger = reading.Account();
        if (ledger.Accepted == 0)
            throw new InputException(
                request.SourceName, null,
                $"none of its {ledger.RowsIn} rows is usable: {string.Join(", ", ledger.Rejected.Select(r => $"{r.Value} {Quarantine.Name(r.Key)}"))}.");
        var duck = reading.Duck;
        DateTimeOffset? from = null, to = null;
        if (ledger.Kind == DumpKind.Products)
        {
            ProductFiles.Write(duck, directory, reading.Mapping);
            ledger = ledger with { Products = ledger.Accepted };
        }
        else
        {
            EventFiles.Write(duck, directory, reading.Mapping);
            if (ProductFiles.CanDerive(reading.Mapping))
            {
                ProductFiles.WriteDerived(duck, directory, reading.Mapping);
                ledger = ledger with { Products = ledger.Items };
            }
            duck.Query(
                """SELECT epoch_ms(min("time")), epoch_ms(max("time")) FROM "typed" WHERE "reason" IS NULL""",
                r => (from, to) = (DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(0)), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(1))));
        }
        Quarantine.Write(duck, reading.Raw, request.SourceName, directory);
        File.WriteAllText(Path.Combine(directory, LedgerFile), JsonSerializer.Serialize(ledger, Json));
        var files = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(directory, f).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        return new IngestResult { Ledger = ledger, Files = files, EventsFrom = from, EventsTo = to };
    }
}
