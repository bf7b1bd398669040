using System.Text.Json.Serialization;

namespace Ecom.Search;

/// <summary>How much of a query was found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchKind>))]
public enum MatchKind
{
    /// <summary>Every word of the query.</summary>
    All,

    /// <summary>Most words: no product has them all.</summary>
    Some,

    /// <summary>Nothing.</summary>
    None,
}
