namespace Ecom.Serving.Storefront;

/// <summary>What a visitor's token says.</summary>
/// <param name="UserId">The customer the shop has logged in.</param>
/// <param name="Expires">Good before this.</param>
public sealed record VisitorToken(string UserId, DateTimeOffset Expires);
