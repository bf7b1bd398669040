using System.Text.Json.Serialization;

namespace Ecom.Serving.Recommending;

/// <summary>Why an item is in a list.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReasonCode>))]
public enum ReasonCode
{
    /// <summary>Items of the customer's history speak for it.</summary>
    BecauseOfItems,

    /// <summary>The model prefers it for this customer, but does not work by items.</summary>
    ForYou,

    /// <summary>Popular in the whole shop.</summary>
    Popular,

    /// <summary>Popular in its category.</summary>
    PopularInCategory,

    /// <summary>Similar to the item asked for.</summary>
    SimilarItem,

    /// <summary>Found by a search.</summary>
    Match,

    /// <summary>The shop put it in this place.</summary>
    Pinned,

    /// <summary>New in the shop; in a customer's list, like items the customer would get.</summary>
    NewItem,

    /// <summary>Bought in one visit with the product asked for or one of the basket.</summary>
    BoughtTogether,

    /// <summary>Dealt with more than usual.</summary>
    Trending,
}
