using System.Text.Json.Serialization;

namespace Ecom.Serving.Rules;

/// <summary>What a rule did to an item of a list.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuleEffect>))]
public enum RuleEffect
{
    /// <summary>No rule touched it.</summary>
    None,

    /// <summary>It was put in its place.</summary>
    Pinned,

    /// <summary>Its score was raised.</summary>
    Boosted,

    /// <summary>Its score was lowered.</summary>
    Buried,

    /// <summary>It is new and was raised for that.</summary>
    Fresh,

    /// <summary>It is new and has a place to be tried in.</summary>
    Explored,
}
