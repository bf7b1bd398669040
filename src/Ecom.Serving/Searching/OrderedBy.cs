using System.Text.Json.Serialization;

namespace Ecom.Serving.Searching;

/// <summary>What put the products found in the order of relevance.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderedBy>))]
public enum OrderedBy
{
    /// <summary>The index's text score.</summary>
    Bm25,

    /// <summary>The ranker that was trained on the shop's own searches, over the best matches by text.</summary>
    Learned,

    /// <summary>Neither: another sort was asked for, or nothing was found.</summary>
    None,
}
