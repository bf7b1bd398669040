using Ecom.Serving.Feedback;

namespace Ecom.Serving.Storefront;

/// <summary>What a browser reports.</summary>
/// <param name="Events">At least one. With a token they are its customer's; without, each needs a session.</param>
/// <param name="Token">The visitor's token, where it cannot be a header: a beacon has none.</param>
public sealed record StorefrontEvents(IReadOnlyList<FeedbackEvent> Events, string? Token = null);
