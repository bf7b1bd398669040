using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Pages;

/// <summary>What the try-it page was asked; texts, because an empty field of a form is sent too.</summary>
public sealed class TryQuery
{
    [FromQuery(Name = "user")]
    public string? User { get; init; }

    [FromQuery(Name = "q")]
    public string? Text { get; init; }

    [FromQuery(Name = "item")]
    public string? Item { get; init; }

    [FromQuery(Name = "category")]
    public string? Category { get; init; }

    [FromQuery(Name = "maxPrice")]
    public string? MaxPrice { get; init; }
}
