using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Http;

/// <summary>Health, for whoever watches from outside.</summary>
public sealed class HealthFunctions(HttpApi api)
{
    [Function("Live")]
    public Task<IResult> Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request) =>
        api.RunAsync("Live", request);

    [Function("Ready")]
    public Task<IResult> Ready([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request) =>
        api.RunAsync("Ready", request);
}
