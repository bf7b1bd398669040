using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Ecom.Serving.Experiments;
using Ecom.Serving.Feedback;
using Ecom.Serving.Health;
using Ecom.Serving.Models;
using Ecom.Serving.Pages;
using Ecom.Serving.Products;
using Ecom.Serving.Recommending;
using Ecom.Serving.Rules;
using Ecom.Serving.Runs;
using Ecom.Serving.Searching;
using Ecom.Serving.Storefront;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecom.Serving.Http;

/// <summary>Every operation. One place says what exists; hosts bind from it, and a test holds the Functions app against it.</summary>
public static class ApiCatalogue
{
    /// <summary>Everything a host binds: the API and the pages.</summary>
    public static IReadOnlyList<ApiOperation> Operations => _all;

    private static readonly ApiOperation[] _api =
    [
        new("Recommend", "GET", "api/users/{id}/recommendations", ApiScope.Read, "Lists", "Recommendations for a customer",
            Task<ItemList> ([AsParameters] RecommendRequest request, RecommendHandler handler, CancellationToken cancellation) =>
                handler.HandleAsync(request, cancellation)),
        new("Similar", "GET", "api/items/{id}/similar", ApiScope.Read, "Lists", "Products like a product",
            ItemList ([AsParameters] SimilarRequest request, SimilarHandler handler) => handler.Handle(request))
        { Caching = ApiCaching.Revalidated, Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound) },
        new("Popular", "GET", "api/popular", ApiScope.Read, "Lists", "Popular products",
            ItemList ([AsParameters] PopularRequest request, PopularHandler handler) => handler.Handle(request))
        { Caching = ApiCaching.Revalidated },
        new("Trending", "GET", "api/trending", ApiScope.Read, "Lists", "Products more in demand than usual",
            ItemList ([AsParameters] TrendingRequest request, TrendingHandler handler) => handler.Handle(request))
        { Caching = ApiCaching.Revalidated },
        new("New", "GET", "api/new", ApiScope.Read, "Lists", "The newest products",
            ItemList ([AsParameters] NewRequest request, NewHandler handler) => handler.Handle(request))
        { Caching = ApiCaching.Revalidated },
        new("BoughtTogether", "GET", "api/items/{id}/bought-together", ApiScope.Read, "Lists", "Products bought in one visit with a product",
            ItemList ([AsParameters] TogetherRequest request, TogetherHandler handler) => handler.Handle(request))
        { Caching = ApiCaching.Revalidated, Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound) },
        new("RecommendForSession", "POST", "api/sessions/recommendations", ApiScope.Read, "Lists", "Recommendations for an anonymous visitor, by the events in the request",
            Task<ItemList> ([AsParameters] SessionRequest request, SessionEvents body, SessionHandler handler, CancellationToken cancellation) =>
                handler.HandleAsync(request, body, cancellation)),
        new("RecommendForBasket", "POST", "api/baskets/recommendations", ApiScope.Read, "Lists", "What goes with a basket",
            Task<ItemList> ([AsParameters] BasketRequest request, Basket basket, BasketHandler handler, CancellationToken cancellation) =>
                handler.HandleAsync(request, basket, cancellation)),
        new("RecommendBatch", "POST", "api/recommendations/batch", ApiScope.Read, "Lists", "Recommendations for many customers, a line of JSON each",
            Task ([AsParameters] BatchRequest request, BatchUsers users, HttpResponse response, BatchHandler handler, CancellationToken cancellation) =>
                handler.WriteAsync(request, users, response, cancellation))
        { Describe = b => b.Produces<Stream>(StatusCodes.Status200OK, "application/x-ndjson") },

        new("Search", "GET", "api/search", ApiScope.Read, "Search", "Products for a query, with facets",
            Task<SearchResult> ([AsParameters] SearchRequest request, SearchHandler handler, CancellationToken cancellation) =>
                handler.HandleAsync(request, cancellation)),
        new("Suggest", "GET", "api/search/suggestions", ApiScope.Read, "Search", "Queries, categories and products while a customer types",
            Suggestions ([AsParameters] SuggestRequest request, SuggestHandler handler) => handler.Handle(request))
        { Caching = ApiCaching.Revalidated },
        new("GetSynonyms", "GET", "api/search/synonyms", ApiScope.Read, "Search", "The shop's synonyms",
            async Task<SynonymRules> (SynonymsHandler handler, HttpResponse response, CancellationToken cancellation) =>
                Tagged(await handler.GetAsync(cancellation), response))
        { Caching = ApiCaching.Revalidated },
        new("PutSynonyms", "PUT", "api/search/synonyms", ApiScope.Write, "Search", "Replace the shop's synonyms, in force at once",
            async Task<SynonymRules> (
                SynonymRules rules, [FromHeader(Name = "If-Match")] string? ifMatch, SynonymsHandler handler, HttpResponse response, CancellationToken cancellation) =>
                Tagged(await handler.PutAsync(rules, ifMatch, cancellation), response))
        { Describe = b => b.ProducesProblem(StatusCodes.Status412PreconditionFailed) },

        new("SendFeedback", "POST", "api/feedback", ApiScope.Write, "Feedback", "What customers did; durable when answered",
            async Task<Accepted<FeedbackReceipt>> (
                FeedbackRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, FeedbackHandler handler, CancellationToken cancellation) =>
                TypedResults.Accepted((string?)null, await handler.HandleAsync(request, key, cancellation)))
        { Describe = b => b.ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests) },
        new("PutProducts", "PUT", "api/products", ApiScope.Write, "Catalogue", "New and changed products, served at once",
            Task<ProductsReceipt> (ProductsRequest request, ProductsHandler handler, CancellationToken cancellation) =>
                handler.HandleAsync(request, cancellation)),

        new("GetRules", "GET", "api/rules", ApiScope.Read, "Rules", "The shop's rules for lists",
            async Task<RuleSet> (RulesHandler handler, HttpResponse response, CancellationToken cancellation) => Tagged(await handler.GetAsync(cancellation), response))
        { Caching = ApiCaching.Revalidated },
        new("PutRules", "PUT", "api/rules", ApiScope.Write, "Rules", "Replace the rules by a new version, in force at once",
            async Task<RuleSet> (
                RuleSet rules, [FromHeader(Name = "If-Match")] string? ifMatch, RulesHandler handler, HttpResponse response, CancellationToken cancellation) =>
                Tagged(await handler.PutAsync(rules, ifMatch, cancellation), response))
        { Describe = b => b.ProducesProblem(StatusCodes.Status412PreconditionFailed) },

        new("ListRuns", "GET", "api/runs", ApiScope.Read, "Operations", "Refreshes, newest first",
            Task<RunList> (int? limit, string? before, RunsHandler handler, CancellationToken cancellation) => handler.ListAsync(limit, before, cancellation))
        { Caching = ApiCaching.Revalidated },
        new("StartRun", "POST", "api/runs", ApiScope.Control, "Operations", "Start a refresh",
            async Task<Accepted<StartedRun>> (StartRunRequest? request, RunsHandler handler, CancellationToken cancellation) =>
            {
                var started = await handler.StartAsync(request, cancellation);
                return TypedResults.Accepted($"/api/runs/{started.Id}", started);
            }),
        new("GetRun", "GET", "api/runs/{id}", ApiScope.Read, "Operations", "One refresh with its progress or its report",
            Task<RunState> (string id, RunsHandler handler, CancellationToken cancellation) => handler.GetAsync(id, cancellation))
        { Caching = ApiCaching.Revalidated, Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound) },
        new("CancelRun", "POST", "api/runs/{id}/cancel", ApiScope.Control, "Operations", "Stop a refresh; the served model stays",
            async Task<Accepted> (string id, RunsHandler handler, CancellationToken cancellation) =>
            {
                await handler.CancelAsync(id, null, cancellation);
                return TypedResults.Accepted($"/api/runs/{id}");
            })
        { Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound) },

        new("ListModels", "GET", "api/models", ApiScope.Read, "Operations", "Model versions, newest first",
            Task<ModelList> (int? limit, string? before, ModelsHandler handler, CancellationToken cancellation) => handler.ListAsync(limit, before, cancellation))
        { Caching = ApiCaching.Revalidated },
        new("PromoteModel", "POST", "api/models/{version}/promote", ApiScope.Control, "Operations", "Serve a version: promotion, or rollback to an older one",
            Task<CurrentModel> (string version, PromoteRequest? request, ModelsHandler handler, CancellationToken cancellation) =>
                handler.PromoteAsync(version, request, cancellation))
        { Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict) },

        new("Live", "GET", "api/health/live", ApiScope.None, "Health", "Whether the process answers",
            Ok<LiveState> () => TypedResults.Ok(new LiveState("live"))),
        new("Ready", "GET", "api/health/ready", ApiScope.None, "Health", "Whether a model is served, and if not, why",
            JsonHttpResult<HealthState> (HealthHandler handler) =>
            {
                var state = handler.Ready();
                return TypedResults.Json(state, statusCode: state.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
            })
        { Describe = b => b.Produces<HealthState>().Produces<HealthState>(StatusCodes.Status503ServiceUnavailable) },
    ];

    /// <summary>Sends the tag of a stored document along, so that a caller can ask for a change of just this state.</summary>
    private static T Tagged<T>((T Document, string? ETag) stored, HttpResponse response)
    {
        response.Headers.ETag = EntityTags.OfStored(stored.ETag);
        return stored.Document;
    }

    private static readonly ApiOperation[] _all = [.. _api, .. StorefrontCatalogue.Operations, .. ExperimentCatalogue.Operations, .. PageCatalogue.Operations];
}
