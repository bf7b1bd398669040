using System.Text.Json.Serialization;

namespace Ecom.Data.Ingest;

/// <summary>What a dump's rows are.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<DumpKind>))]
public enum DumpKind
{
    Events,
    Products,
}
