using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EcomFunctions.Http;

/// <summary>Search, on a function key.</summary>
public sealed class SearchFunctions(HttpApi api)
{
    [Function("Search")]
    public Task<IResult> Search([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/search")] HttpRequest request) => api.RunAsync("Search", request);

    [Function("Suggest")]
    public Task<IResult> Suggest([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/search/suggestions")] HttpRequest request) =>
        api.RunAsync("Suggest", request);

    [Function("GetSynonyms")]
    public Task<IResult> GetSynonyms([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/search/synonyms")] HttpRequest request) =>
        api.RunAsync("GetSynonyms", request);

    [Function("PutSynonyms")]
    public Task<IResult> PutSynonyms([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/search/synonyms")] HttpRequest request) =>
        api.RunAsync("PutSynonyms", request);
}
