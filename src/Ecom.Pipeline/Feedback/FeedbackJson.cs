using System.Text.Json.Serialization;

namespace Ecom.Pipeline.Feedback;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedbackBatch))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
