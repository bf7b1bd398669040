namespace Ecom.Serving.Storefront;

/// <summary>The shop's server asks for a token for the customer it has logged in.</summary>
/// <param name="UserId">The customer.</param>
/// <param name="Minutes">How long the token is good; an hour where absent.</param>
public sealed record TokenRequest(string UserId, double? Minutes = null);
