using System.Text.Json.Serialization;

namespace Ecom.Pipeline.Orchestration;

/// <summary>States of an instance.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrchestrationStatus>))]
public enum OrchestrationStatus
{
    Pending,
    Running,
    Completed,
    Failed,
    Terminated,
}
