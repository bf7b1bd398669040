using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Recommending;

/// <summary>What goes with a basket.</summary>
public sealed class BasketRequest : ListRequest
{
    [FromQuery(Name = "user"), Description("The customer, whose products of the past stay out of the list.")]
    public string? User { get; init; }
}
