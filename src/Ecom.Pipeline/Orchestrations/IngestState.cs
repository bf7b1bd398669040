using System.Text.Json.Serialization;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Ends of an ingest.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IngestState>))]
public enum IngestState
{
    Accepted,

    /// <summary>The same content was ingested before.</summary>
    Skipped,

    /// <summary>The file as a whole cannot be used; it and the reason lie in quarantine.</summary>
    Quarantined,
}
