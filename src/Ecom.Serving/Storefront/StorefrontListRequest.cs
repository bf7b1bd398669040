using System.ComponentModel;
using Ecom.Serving.Recommending;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Storefront;

/// <summary>Recommendations for the visitor of this browser.</summary>
public sealed class StorefrontListRequest : ListRequest
{
    [FromQuery(Name = "user"), Description("The customer; must be the token's. May be left out.")]
    public string? User { get; init; }

    [FromQuery(Name = "session"), Description("The browser's session.")]
    public string? Session { get; init; }
}
