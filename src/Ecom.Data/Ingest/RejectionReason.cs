using System.Text.Json.Serialization;

namespace Ecom.Data.Ingest;

/// <summary>
/// Why a row is in quarantine. A row fails under the first reason that applies, in the order of the numbers; that order is part of
/// the ledger's meaning.
/// </summary>
[JsonConverter(typeof(KebabCaseEnumConverter<RejectionReason>))]
public enum RejectionReason
{
    /// <summary>The record is not valid CSV (columns, quotes, encoding) or not a JSON object.</summary>
    UnparsableRecord = 1,

    /// <summary>Neither a user nor a session or invoice.</summary>
    MissingKey = 2,

    /// <summary>The event type is none that the mapping knows.</summary>
    UnknownKind = 3,

    /// <summary>No product id; a search is exempt.</summary>
    MissingItem = 4,

    /// <summary>A search without query text.</summary>
    MissingQuery = 5,

    /// <summary>The time cannot be read, or lies before the earliest accepted one.</summary>
    UnparsableTime = 6,

    /// <summary>The time lies after the ingest, beyond the allowed clock skew.</summary>
    FutureTime = 7,

    /// <summary>A number that cannot be read or cannot be true: negative price, free purchase, rating without value, id too long.</summary>
    ImpossibleValue = 8,

    /// <summary>Postage, fees, manual corrections: a code the mapping lists as no product.</summary>
    NotAProduct = 9,

    /// <summary>Zero or negative quantity on a line that is no cancellation.</summary>
    InvalidQuantity = 10,

    /// <summary>All mapped columns, or the event id, equal those of an earlier row.</summary>
    ExactDuplicate = 11,

    /// <summary>A cancellation: it is netted against earlier lines, and is no event itself.</summary>
    Cancellation = 12,

    /// <summary>A purchase line whose whole quantity was cancelled later.</summary>
    Cancelled = 13,

    /// <summary>Same user, item and kind as the row before, within the window; purchases on different invoices are exempt.</summary>
    NearDuplicate = 14,

    /// <summary>Quantity or price too far from the median, by the robust rule of <see cref="IngestOptions.OutlierThreshold"/>.</summary>
    Outlier = 15,

    /// <summary>A row of a user who in some hour caused more events than <see cref="IngestOptions.BotEventsPerHour"/>.</summary>
    BotLike = 16,

    /// <summary>A product row followed by a later one with the same id.</summary>
    SupersededProduct = 17,
}
