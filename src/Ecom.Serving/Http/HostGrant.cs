namespace Ecom.Serving.Http;

/// <summary>
/// What the host has let the caller do before the operation runs, by means of its own (a platform's keys, a sign-in): a request feature that the key check
/// accepts in place of a key. Only a host sets it.
/// </summary>
public sealed record HostGrant(params IReadOnlyList<ApiScope> Scopes);
