using Ecom.Pipeline.Orchestrations;

namespace EcomFunctions.Telemetry;

/// <summary>What an activity's input is about: the shop, and the run or ingest.</summary>
internal readonly record struct RunSubject(string? Shop, string? RunId)
{
    public static RunSubject Of(object? input) => input switch
    {
        IngestInput i => new(i.Shop, i.IngestId),
        DumpToIngest d => new(d.Ingest.Shop, d.Ingest.IngestId),
        RunStep r => new(r.Shop, r.RunId),
        PlanInput p => Of(p.Run),
        GateStep g => Of(g.Run),
        RegisterStep r => Of(r.Run),
        ReportStep r => Of(r.Run),
        PromoteStep p => new(p.Shop, p.Version),
        TrainAttempt t => new(t.Shop, t.RunId),
        string shop => new(shop, null),
        _ => default,
    };
}
