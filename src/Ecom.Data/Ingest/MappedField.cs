using System.Text.Json.Serialization;

namespace Ecom.Data.Ingest;

/// <summary>The fields a dump's columns can mean.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<MappedField>))]
public enum MappedField
{
    EventId,
    Kind,
    Time,
    User,
    Session,
    Item,
    Query,
    Quantity,
    Price,
    Value,
    List,
    Title,
    Category,
    Brand,
    Stock,
    Description,
    ImageUrl,
    Deleted,
}
