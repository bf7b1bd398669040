using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Http;

/// <summary>The shop's rules for lists, on a function key.</summary>
public sealed class RuleFunctions(HttpApi api)
{
    [Function("GetRules")]
    public Task<IResult> GetRules([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rules")] HttpRequest request) => api.RunAsync("GetRules", request);

    [Function("PutRules")]
    public Task<IResult> PutRules([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/rules")] HttpRequest request) => api.RunAsync("PutRules", request);
}
