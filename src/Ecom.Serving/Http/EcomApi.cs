using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecom.Serving.Http;

/// <summary>Binds the API to ASP.NET endpoint routing.</summary>
public static class EcomApi
{
    public static IEndpointRouteBuilder MapEcomApi(this IEndpointRouteBuilder endpoints)
    {
        foreach (var operation in ApiCatalogue.Operations)
        {
            var builder = endpoints.MapMethods("/" + operation.Pattern, [operation.Method], operation.Handler)
                .WithName(operation.Name)
                .WithTags(operation.Tag)
                .WithSummary(operation.Summary)
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .WithMetadata(operation);
            if (operation.Scope != ApiScope.None)
                builder.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
            if (operation.Caching == ApiCaching.Revalidated) builder.Produces(StatusCodes.Status304NotModified);
            operation.Describe?.Invoke(builder);
            // After every other convention, so that binding errors too happen inside the shell.
            ((IEndpointConventionBuilder)builder).Finally(b => b.RequestDelegate = ApiShell.Around(b.RequestDelegate!, operation.Scope, operation.Caching));
        }
        return endpoints;
    }
}
