using Ecom.Data.Ingest.Events;
using Ecom.Data.Ingest.Mapping;
using Ecom.Data.Ingest.Products;
using Ecom.Data.Ingest.Sources;
using Ecom.Data.Sql;
using Ecom.Domain;

namespace Ecom.Data.Ingest;

/// <summary>One dump, read and judged: every record is in table <c>typed</c> with its reason or none, or in <c>unparsable</c>. Nothing is stored yet.</summary>
internal sealed class DumpReading : IDisposable
{
    private readonly IngestRequest _request;
    private EventRules? _rules;

    private DumpReading(IngestRequest request, DuckSession duck, StagedSource source, RawTable raw, DumpMapping mapping, IReadOnlyList<string> why)
    {
        _request = request;
        Duck = duck;
        Source = source;
        Raw = raw;
        Mapping = mapping;
        Why = why;
    }

    public DuckSession Duck { get; }
    public StagedSource Source { get; }
    public RawTable Raw { get; }
    public DumpMapping Mapping { get; }
    public IReadOnlyList<string> Why { get; }

    /// <exception cref="InputException">The file as a whole is unusable.</exception>
    public static DumpReading Open(IngestRequest request, IReadOnlyList<string> directories, CancellationToken cancellation)
    {
        var zone = Zone(request.Mapping, request.SourceName);
        var duck = DuckSession.Open(request.Options.Limits, [request.SourceFile], directories, zone ?? "UTC", cancellation);
        try
        {
            var source = SourceStager.Stage(request.SourceFile, request.SourceName, duck.Temporary, request.Options, cancellation);
            var raw = RawTable.Open(duck, source, request.Mapping?.Delimiter);
            IReadOnlyList<string> why = ["The mapping was given."];
            var mapping = request.Mapping;
            if (mapping is null) (mapping, why) = MappingDetector.Detect(raw.Columns, request.Kind, request.SourceName, request.Preset);
            MappingDetector.Check(mapping, raw.Columns, request.SourceName);
            if (request.Kind is { } kind && kind != mapping.Kind)
                throw new InputException(request.SourceName, null, $"{kind} were expected, but the mapping reads {mapping.Kind}.");
            if (zone is null) duck.SetTimeZone(mapping.TimeZone);
            raw.Load(request.Options);
            if (mapping.Kind == DumpKind.Events)
            {
                var format = TimeFormats.Resolve(duck, new ColumnSql(mapping).Text(MappedField.Time), mapping.TimeFormat, request.SourceName);
                if (format != mapping.TimeFormat) why = [.. why, $"Times are read as '{format}', by their values."];
                mapping = mapping with { TimeFormat = format };
            }
            return new DumpReading(request, duck, source, raw, mapping, why);
        }
        catch
        {
            duck.Dispose();
            throw;
        }
    }

    public void Judge()
    {
        if (Mapping.Kind == DumpKind.Products)
        {
            ProductTable.Create(Duck, Mapping, _request.Options);
            return;
        }
        EventTable.Create(Duck, Mapping, _request.Options, _request.Now);
        _rules = new EventRules(Duck, Mapping, _request.Options);
        _rules.Apply();
    }

    public Ledger Account()
    {
        var rejected = new SortedDictionary<RejectionReason, long>();
        if (Raw.Unparsable > 0) rejected[RejectionReason.UnparsableRecord] = Raw.Unparsable;
        Duck.Query(
            """SELECT "reason", count(*) FROM "typed" WHERE "reason" IS NOT NULL GROUP BY 1""",
            r => rejected[(RejectionReason)r.GetByte(0)] = r.GetInt64(1));
        var ledger = new Ledger
        {
            Source = _request.SourceName,
            Kind = Mapping.Kind,
            RowsIn = Raw.Rows + Raw.Unparsable,
            Accepted = Duck.Count("""SELECT count(*) FROM "typed" WHERE "reason" IS NULL"""),
            Rejected = rejected,
            BlankLines = Source.BlankLines,
            Mapping = Mapping,
            Items = Duck.Count("""SELECT count(DISTINCT "item") FROM "typed" WHERE "reason" IS NULL"""),
        };
        return _rules is null ? ledger : WithEvents(ledger, _rules);
    }

    public void Dispose() => Duck.Dispose();

    private Ledger WithEvents(Ledger ledger, EventRules rules)
    {
        var kinds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        Duck.Query(
            """SELECT "kind", count(*) FROM "typed" WHERE "reason" IS NULL GROUP BY 1""",
            r => kinds[((EventKind)r.GetByte(0)).ToString().ToLowerInvariant()] = r.GetInt64(1));
        rules.CountPartlyCancelled();
        return ledger with
        {
            Kinds = kinds,
            AnonymousBasketRows = Duck.Count("""SELECT count(*) FROM "typed" WHERE "reason" IS NULL AND "user" IS NULL"""),
            PartlyCancelledRows = rules.PartlyCancelled,
            UnmatchedCancellations = rules.UnmatchedCancellations,
            Users = Duck.Count("""SELECT count(DISTINCT "user") FROM "typed" WHERE "reason" IS NULL"""),
        };
    }

    private static string? Zone(DumpMapping? mapping, string name)
    {
        if (mapping is null) return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(mapping.TimeZone, out _)
            ? mapping.TimeZone
            : throw new InputException(name, null, $"'{mapping.TimeZone}' is no time zone of this system; IANA names such as Europe/Berlin are meant.");
    }
}
