using System.Text.Json.Serialization;

namespace Ecom.Serving.Http;

/// <summary>What a key allows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApiScope>))]
public enum ApiScope
{
    /// <summary>Nothing needed: health.</summary>
    None,

    /// <summary>Lists, runs, versions.</summary>
    Read,

    /// <summary>Feedback and products.</summary>
    Write,

    /// <summary>Starting runs and promoting versions.</summary>
    Control,

    /// <summary>No key, but what the visitor of a browser may do: a visitor's token names the customer.</summary>
    Visitor,
}
