using System.Text.Json.Serialization;

namespace Ecom.Data.Folds;

/// <summary>How interactions are divided into folds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FoldMode>))]
public enum FoldMode
{
    /// <summary>By time, the same moments for everybody: what a model trained then would have met.</summary>
    GlobalTime,

    /// <summary>Each customer's last item is test, the one before gate, the one before that tune. Folds then overlap in time.</summary>
    LeaveLastOut,
}
