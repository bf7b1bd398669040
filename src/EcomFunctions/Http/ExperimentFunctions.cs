using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace EcomFunctions.Http;

/// <summary>Experiments: reading on a function key; starting and ending change what is served.</summary>
public sealed class ExperimentFunctions(HttpApi api)
{
    [Function("ListExperiments")]
    public Task<IResult> ListExperiments([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/experiments")] HttpRequest request) =>
        api.RunAsync("ListExperiments", request);

    [Function("StartExperiment")]
    public Task<IResult> StartExperiment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/experiments")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.ControlAsync("StartExperiment", request, client);

    [Function("GetExperiment")]
    public Task<IResult> GetExperiment([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/experiments/{id}")] HttpRequest request, string id) =>
        api.RunAsync("GetExperiment", request, null, ("id", id));

    [Function("EndExperiment")]
    public Task<IResult> EndExperiment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/experiments/{id}/end")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client) =>
        api.ControlAsync("EndExperiment", request, client, ("id", id));
}
