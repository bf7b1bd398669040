using System.Net;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.Http;

namespace Ecom.Local.Web;

/// <summary>
/// Answers only requests addressed to a name of this host: otherwise a page that has its own name resolve to 127.0.0.1 (DNS rebinding) could use the API
/// through a visitor's browser.
/// </summary>
internal sealed class HostGuard(IReadOnlyList<BoundAddress> bound, IEnumerable<string> allowed)
{
    private readonly HashSet<string> _names = new(
        bound.Where(b => !b.IsWildcard).Select(b => b.Host).Concat(allowed), StringComparer.OrdinalIgnoreCase);
    private readonly bool _wildcard = bound.Any(b => b.IsWildcard);

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        IsMine(context.Request.Host.Host.Trim('[', ']'))
            ? next(context)
            : ApiProblems.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "This host does not answer to the name in the Host header.");

    private bool IsMine(string host) =>
        BoundAddress.IsLoopbackName(host) || _names.Contains(host)
        // Rebinding needs a name; an address can only be this machine's.
        || (_wildcard && IPAddress.TryParse(host, out _));
}
