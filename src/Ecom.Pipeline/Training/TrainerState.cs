using System.Text.Json.Serialization;

namespace Ecom.Pipeline.Training;

/// <summary>States of a trainer job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainerState>))]
public enum TrainerState
{
    Unknown,
    Running,
    Succeeded,
    Failed,
}
