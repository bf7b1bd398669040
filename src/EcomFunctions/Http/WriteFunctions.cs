using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Http;

/// <summary>Feedback and products, on a function key.</summary>
public sealed class WriteFunctions(HttpApi api)
{
    [Function("SendFeedback")]
    public Task<IResult> SendFeedback([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/feedback")] HttpRequest request) =>
        api.RunAsync("SendFeedback", request);

    [Function("PutProducts")]
    public Task<IResult> PutProducts([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/products")] HttpRequest request) =>
        api.RunAsync("PutProducts", request);
}
