using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Http;

/// <summary>Lists, runs and versions, on a function key.</summary>
public sealed class ReadFunctions(HttpApi api)
{
    [Function("Recommend")]
    public Task<IResult> Recommend(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/users/{id}/recommendations")] HttpRequest request, string id) =>
        api.RunAsync("Recommend", request, null, ("id", id));

    [Function("Similar")]
    public Task<IResult> Similar([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/items/{id}/similar")] HttpRequest request, string id) =>
        api.RunAsync("Similar", request, null, ("id", id));

    [Function("Popular")]
    public Task<IResult> Popular([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/popular")] HttpRequest request) =>
        api.RunAsync("Popular", request);

    [Function("ListRuns")]
    public Task<IResult> ListRuns(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/runs")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.RunAsync("ListRuns", request, client);

    [Function("GetRun")]
    public Task<IResult> GetRun(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/runs/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client) =>
        api.RunAsync("GetRun", request, client, ("id", id));

    [Function("ListModels")]
    public Task<IResult> ListModels([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/models")] HttpRequest request) =>
        api.RunAsync("ListModels", request);
}
