using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Http;

/// <summary>Starting and stopping runs, promoting versions. The platform asks for no key, because it cannot ask for a role; <see cref="HttpApi"/> does.</summary>
public sealed class ControlFunctions(HttpApi api)
{
    [Function("StartRun")]
    public Task<IResult> StartRun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.ControlAsync("StartRun", request, client);

    [Function("CancelRun")]
    public Task<IResult> CancelRun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs/{id}/cancel")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client) =>
        api.ControlAsync("CancelRun", request, client, ("id", id));

    [Function("PromoteModel")]
    public Task<IResult> PromoteModel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/models/{version}/promote")] HttpRequest request, string version,
        [DurableClient] DurableTaskClient client) =>
        api.ControlAsync("PromoteModel", request, client, ("version", version));
}
