using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Ecom.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Http;

/// <summary>Decides whether a request may use a scope, by the key in <c>X-Api-Key</c> or <c>Authorization</c> (Bearer, or Basic for browsers).</summary>
public sealed class ApiKeyChecker
{
    private readonly (byte[] Hash, ApiKey Key)[] _keys;
    private readonly bool _required;

    /// <exception cref="InputException">A configured key is too short to be one, or has no name.</exception>
    public ApiKeyChecker(IOptions<ServingOptions> options)
    {
        foreach (var key in options.Value.Keys)
        {
            if (key.Name.Length == 0) throw new InputException("A configured API key has no name.");
            if (key.Key.Length < ApiKey.MinimumLength)
                throw new InputException($"The API key '{key.Name}' has fewer than {ApiKey.MinimumLength} characters.");
        }
        _keys = [.. options.Value.Keys.Select(k => (Hash(k.Key), k))];
        _required = options.Value.RequireKeys || _keys.Length > 0;
    }

    /// <exception cref="ApiException">401 without a valid key, 403 where the key lacks the scope.</exception>
    public void Check(HttpRequest request, ApiScope scope)
    {
        if (scope is ApiScope.None or ApiScope.Visitor || !_required) return;
        if (request.HttpContext.Features.Get<HostGrant>()?.Scopes.Contains(scope) == true) return;
        var given = Given(request);
        if (given is null) throw new ApiException(401, "An API key is needed, in the header X-Api-Key.");
        var hash = Hash(given);
        ApiKey? found = null;
        // Hashes of one length, all of them compared in constant time: nothing is learnt from how long it takes.
        foreach (var (known, key) in _keys)
            if (CryptographicOperations.FixedTimeEquals(known, hash)) found = key;
        if (found is null) throw new ApiException(401, "The API key is not known.");
        if (!found.Scopes.Contains(scope)) throw new ApiException(403, $"The API key '{found.Name}' does not have the scope {scope}.");
    }

    private static string? Given(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key) return key;
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var authorization) || authorization.Parameter is not { } given) return null;
        if (authorization.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return given;
        // What a browser sends once it has asked its user: any name, the key as the password.
        var pair = new byte[given.Length];
        return authorization.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(given, pair, out var length)
            ? Encoding.UTF8.GetString(pair.AsSpan(0, length)) is var text && text.Contains(':', StringComparison.Ordinal) ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..] : null
            : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
