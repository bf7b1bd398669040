using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Recommending;

/// <summary>Recommendations for a visitor without an account.</summary>
public sealed class SessionRequest : ListRequest
{
    [FromQuery(Name = "session"), Description("A session whose stored events count too.")]
    public string? Session { get; init; }
}
