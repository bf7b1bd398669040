using System.Net;
using Ecom.Domain;

namespace Ecom.Local.Web;

/// <summary>An address the host listens on, e.g. <c>http://127.0.0.1:7071</c>.</summary>
/// <param name="Host">Name or address, without brackets.</param>
public readonly record struct BoundAddress(string Host)
{
    /// <summary>Reachable from this machine only.</summary>
    public bool IsLoopback => IsLoopbackName(Host);

    /// <summary>Every address of the machine.</summary>
    public bool IsWildcard => Host is "*" or "+" or "0.0.0.0" or "::";

    /// <param name="urls">Addresses separated by <c>;</c>.</param>
    /// <exception cref="InputException">One is not an http or https address.</exception>
    public static IReadOnlyList<BoundAddress> Parse(string urls)
    {
        var found = new List<BoundAddress>();
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Not a URI to .NET, but what Kestrel takes for every address.
            var comparable = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(comparable, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw new InputException($"'{url}' is not an address to listen on; write http://127.0.0.1:7071.");
            found.Add(new BoundAddress(uri.Host.Trim('[', ']')));
        }
        return found.Count > 0 ? found : throw new InputException("There is no address to listen on; write http://127.0.0.1:7071.");
    }

    public static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
