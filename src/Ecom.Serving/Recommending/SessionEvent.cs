using Ecom.Domain;

namespace Ecom.Serving.Recommending;

/// <summary>One thing an anonymous visitor did.</summary>
/// <param name="Kind">What.</param>
/// <param name="ItemId">With which product.</param>
/// <param name="Time">When; absent: now, in the order of the list.</param>
/// <param name="Value">The value of a rating.</param>
public sealed record SessionEvent(EventKind Kind, string ItemId, DateTimeOffset? Time = null, double? Value = null);
