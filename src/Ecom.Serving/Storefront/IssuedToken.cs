namespace Ecom.Serving.Storefront;

/// <summary>A visitor's token.</summary>
/// <param name="Token">For the customer's browser.</param>
/// <param name="Expires">Good before this.</param>
public sealed record IssuedToken(string Token, DateTimeOffset Expires);
