using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Recommending;

/// <summary>Recommendations for a customer.</summary>
public sealed class RecommendRequest : ListRequest
{
    [FromRoute(Name = "id"), Description("The customer's id, percent-encoded. An id nobody has seen gets a sensible list.")]
    public required string Id { get; init; }

    [FromQuery(Name = "session"), Description("A session whose events count too: what happened before the customer logged in.")]
    public string? Session { get; init; }
}
