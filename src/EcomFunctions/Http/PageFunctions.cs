using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Http;

/// <summary>The pages for people: behind a sign-in, never behind a key in an address. Documentation and assets are open.</summary>
public sealed class PageFunctions(HttpApi api)
{
    /// <summary>The address <c>/</c>. The host takes an empty route for none and serves the function under its name, so a parameter that can only be empty stands for it.</summary>
    private const string Root = "{root:maxlength(0)?}";

    [Function("DashboardPage")]
    public Task<IResult> DashboardPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.PageAsync("DashboardPage", request, client);

    [Function("DashboardAction")]
    public Task<IResult> DashboardAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.ControlAsync("DashboardAction", request, client);

    [Function("RunPage")]
    public Task<IResult> RunPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        api.PageAsync("RunPage", request, client, ("id", id));

    [Function("TryPage")]
    public Task<IResult> TryPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "try")] HttpRequest request) =>
        api.PageAsync("TryPage", request);

    [Function("ApiPage")]
    public Task<IResult> ApiPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request) =>
        api.RunAsync("ApiPage", request);

    [Function("OpenApi")]
    public Task<IResult> OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        api.RunAsync("OpenApi", request);

    [Function("Asset")]
    public Task<IResult> Asset([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{name}")] HttpRequest request, string name) =>
        api.RunAsync("Asset", request, null, ("name", name));
}
