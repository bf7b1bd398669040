using Ecom.Serving.Http;
using EcomFunctions.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Http;

/// <summary>
/// Runs an operation of the API inside a function. Function keys, which the platform has checked by then, open reading and writing; control takes
/// the role Ecom.Control or a key of the product's own with that scope, and no key of the platform, the master key included. Who sends a key of the product's
/// own gets what that key opens and no more.
/// </summary>
public sealed class HttpApi(ApiInvoker operations, EntraRoles roles, CurrentDurableClient current)
{
    private static readonly HostGrant KeyChecked = new(ApiScope.Read, ApiScope.Write);
    private static readonly HostGrant SignedIn = new(ApiScope.Read, ApiScope.Write, ApiScope.Control);
    private static readonly HostGrant Nothing = new();
    private const string ProductKey = "X-Api-Key";

    /// <summary>An operation behind a function key, or one that needs none.</summary>
    public Task<IResult> RunAsync(string operation, HttpRequest request, DurableTaskClient? client = null, params ReadOnlySpan<(string Name, string Value)> route) =>
        RunAsync(request.Headers.ContainsKey(ProductKey) ? Nothing : KeyChecked, operation, request, client, route);

    /// <summary>An operation that changes what is served.</summary>
    public Task<IResult> ControlAsync(string operation, HttpRequest request, DurableTaskClient client, params ReadOnlySpan<(string Name, string Value)> route) =>
        RunAsync(roles.Of(request)?.Contains(EntraRoles.Control) == true ? SignedIn : Nothing, operation, request, client, route);

    /// <summary>A page: for whoever has signed in, and the way to sign in for whoever has not.</summary>
    public Task<IResult> PageAsync(
        string operation, HttpRequest request, DurableTaskClient? client = null, params ReadOnlySpan<(string Name, string Value)> route)
    {
        var signedIn = roles.Of(request) is not null;
        if (!signedIn && roles.CanSignIn)
            return Task.FromResult(Results.Redirect($"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(request.Path)}"));
        return RunAsync(signedIn ? KeyChecked : Nothing, operation, request, client, route);
    }

    private Task<IResult> RunAsync(
        HostGrant grant, string operation, HttpRequest request, DurableTaskClient? client, ReadOnlySpan<(string Name, string Value)> route)
    {
        if (client is not null) current.Set(client);
        request.HttpContext.Features.Set(grant);
        return DoneAsync(operations.InvokeAsync(operation, request.HttpContext, route));
    }

    // The operation has written the answer; the worker wants a result all the same.
    private static async Task<IResult> DoneAsync(Task operation)
    {
        await operation;
        return Results.Empty;
    }
}
