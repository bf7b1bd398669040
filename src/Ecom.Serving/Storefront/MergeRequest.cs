namespace Ecom.Serving.Storefront;

/// <summary>A visitor has logged in.</summary>
/// <param name="SessionId">The session until now. It is a secret of the browser: whoever names it has it.</param>
/// <param name="Token">The customer's token, where it is not a header.</param>
public sealed record MergeRequest(string SessionId, string? Token = null);
