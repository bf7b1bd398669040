using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Recommending;

/// <summary>What is bought together with a product.</summary>
public sealed class TogetherRequest : ListRequest
{
    [FromRoute(Name = "id"), Description("The product's id, percent-encoded.")]
    public required string Id { get; init; }
}
