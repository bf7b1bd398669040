using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecom.Data.Ingest;

/// <summary>Enum values as <c>lower-case-with-hyphens</c>, in values and in dictionary keys.</summary>
public sealed class KebabCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
