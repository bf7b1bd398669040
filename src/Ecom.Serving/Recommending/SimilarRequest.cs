using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Recommending;

/// <summary>Products like a product.</summary>
public sealed class SimilarRequest : ListRequest
{
    [FromRoute(Name = "id"), Description("The product's id, percent-encoded.")]
    public required string Id { get; init; }
}
