using System.Text.Json;
using Ecom.Data.Ingest.Sources;
using Ecom.Domain;

namespace Ecom.Data.Ingest;

/// <summary>Reads and judges a dump as <see cref="DumpIngestor"/> does, and stores nothing.</summary>
public static class DumpInspector
{
    private const int ExamplesPerReason = 3;

    /// <summary>The mapping a dump would be read with, from its header and times alone.</summary>
    /// <exception cref="InputException">The file as a whole is unusable.</exception>
    public static DumpMapping Map(IngestRequest request, CancellationToken cancellation = default)
    {
        using var reading = DumpReading.Open(request, [], cancellation);
        return reading.Mapping;
    }

    /// <param name="request">The dump; its output folder is not used.</param>
    /// <param name="cancellation">Interrupts a running statement.</param>
    /// <exception cref="InputException">The file as a whole is unusable.</exception>
    public static DumpInspection Inspect(IngestRequest request, CancellationToken cancellation = default)
    {
        using var reading = DumpReading.Open(request, [], cancellation);
        reading.Judge();
        var used = reading.Mapping.Columns.Values.SelectMany(c => c).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new DumpInspection
        {
            Format = JsonNamingPolicy.KebabCaseLower.ConvertName(reading.Source.Format.ToString()),
            Delimiter = reading.Source.Format == SourceFormat.Csv ? reading.Raw.Delimiter : null,
            Columns = reading.Raw.Columns,
            Mapping = reading.Mapping,
            Why = reading.Why,
            Unused = [.. reading.Raw.Columns.Where(c => !used.Contains(c))],
            Ledger = reading.Account(),
            Examples = Quarantine.First(reading.Duck, reading.Raw, request.SourceName, ExamplesPerReason),
        };
    }
}
