using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Searching;

/// <summary>A query while it is typed.</summary>
public sealed class SuggestRequest
{
    [FromQuery(Name = "q"), Description("What has been typed so far.")]
    public string? Q { get; init; }

    [FromQuery(Name = "n"), Description("Suggestions of each kind wanted; 5 by default, 20 at most.")]
    public int? N { get; init; }
}
