using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EcomFunctions.Http;

/// <summary>
/// The roles of the person or app that signed in with Entra, as App Service authentication passes them on. Where that is switched off anybody could send the
/// header, so then nobody has a role.
/// </summary>
public sealed class EntraRoles(IConfiguration configuration)
{
    public const string Control = "Ecom.Control";

    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Whether the platform signs people in; it sets the variable itself.</summary>
    public bool CanSignIn { get; } = bool.TryParse(configuration["WEBSITE_AUTH_ENABLED"], out var enabled) && enabled;

    /// <summary>Null where nobody has signed in.</summary>
    public IReadOnlyCollection<string>? Of(HttpRequest request)
    {
        if (!CanSignIn || request.Headers[Header].ToString() is not { Length: > 0 } header) return null;
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            var root = principal.RootElement;
            var roleType = root.TryGetProperty("role_typ", out var type) ? type.GetString() : null;
            return [.. root.GetProperty("claims").EnumerateArray()
                .Where(claim => claim.GetProperty("typ").GetString() is { } typ && (typ == roleType || typ == "roles"))
                .Select(claim => claim.GetProperty("val").GetString()!)];
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
