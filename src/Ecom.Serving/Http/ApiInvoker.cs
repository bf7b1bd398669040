using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Ecom.Serving.Http;

/// <summary>
/// Runs operations for a host that does its own routing (the Functions app): the same delegates, binding and shell as with endpoint routing.
/// </summary>
public sealed class ApiInvoker
{
    private readonly Dictionary<string, (ApiOperation Operation, RequestDelegate Run)> _operations = new(StringComparer.Ordinal);

    public ApiInvoker(IServiceProvider services)
    {
        foreach (var operation in ApiCatalogue.Operations)
        {
            var parameters = RoutePatternFactory.Parse(operation.Pattern).Parameters.Select(p => p.Name);
            var bound = RequestDelegateFactory.Create(operation.Handler, new RequestDelegateFactoryOptions
            {
                ServiceProvider = services,
                RouteParameterNames = parameters,
                ThrowOnBadRequest = true,
            });
            _operations[operation.Name] = (operation, ApiShell.Around(bound.RequestDelegate, operation.Scope, operation.Caching));
        }
    }

    /// <param name="name">An <see cref="ApiOperation.Name"/>.</param>
    /// <param name="context">The request; the answer is written to it.</param>
    /// <param name="route">Route values by parameter name, where the host has not put them into the request.</param>
    public Task InvokeAsync(string name, HttpContext context, params ReadOnlySpan<(string Name, string Value)> route)
    {
        foreach (var (parameter, value) in route) context.Request.RouteValues[parameter] = value;
        return _operations[name].Run(context);
    }
}
