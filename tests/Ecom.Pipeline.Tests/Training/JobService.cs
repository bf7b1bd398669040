using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Core;
using Ecom.Pipeline.Training.ContainerApps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecom.Pipeline.Tests.Training;

/// <summary>A loopback server that answers as Azure Resource Manager does for a Container Apps job (API version 2024-03-01).</summary>
internal sealed class JobService : IAsyncDisposable
{
    public const string JobId = "/subscriptions/5ub/resourceGroups/rg/providers/Microsoft.App/jobs/trainer";
    private readonly WebApplication _app;

    private JobService(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, string> Executions { get; } = new();
    public ConcurrentQueue<JsonNode> Started { get; } = new();
    public ConcurrentQueue<string> Stopped { get; } = new();
    public ConcurrentQueue<string> Credentials { get; } = new();
    public int RefuseNext { get; set; }

    public ContainerAppsJobs Client => new(JobId, new FixedCredential(), null, new Uri(_app.Urls.First()));

    public static async Task<JobService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var service = new JobService(app);
        app.Use(async (context, next) =>
        {
            service.Credentials.Enqueue(context.Request.Headers.Authorization.ToString());
            if (context.Request.Query["api-version"] != "2024-03-01") context.Response.StatusCode = 400;
            else if (service.RefuseNext > 0 && service.RefuseNext-- > 0)
            {
                context.Response.StatusCode = 429;
                await context.Response.WriteAsync("""{"error":{"code":"TooManyRequests","message":"Slow down."}}""");
            }
            else await next(context);
        });
        app.MapGet(JobId, () => Results.Text(Job, "application/json"));
        app.MapPost($"{JobId}/start", async (HttpRequest request) =>
        {
            service.Started.Enqueue((await JsonNode.ParseAsync(request.Body))!);
            var name = $"trainer-{service.Started.Count:d3}";
            service.Executions[name] = "Running";
            return Results.Text($$"""{"id":"{{JobId}}/executions/{{name}}","name":"{{name}}"}""", "application/json");
        });
        app.MapGet($"{JobId}/executions/{{name}}", (string name) => service.Executions.TryGetValue(name, out var status)
            ? Results.Text($$$$"""
                {"name":"{{{{name}}}}","type":"Microsoft.App/jobs/executions",
                 "properties":{"status":"{{{{status}}}}","startTime":"2026-01-01T00:00:00+00:00","template":{"containers":[{"name":"trainer"}]}}}
                """, "application/json")
            : Results.Text("""{"error":{"code":"ResourceNotFound","message":"The execution is not there."}}""", "application/json", null, 404));
        app.MapPost($"{JobId}/stop/{{name}}", (string name) =>
        {
            service.Stopped.Enqueue(name);
            service.Executions[name] = "Stopped";
            return Results.StatusCode(202);
        });
        await app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private const string Job = """
        {
          "id": "/subscriptions/5ub/resourceGroups/rg/providers/Microsoft.App/jobs/trainer", "name": "trainer", "type": "Microsoft.App/jobs",
          "properties": {
            "provisioningState": "Succeeded",
            "configuration": { "triggerType": "Manual", "replicaTimeout": 7200, "replicaRetryLimit": 0 },
            "template": {
              "containers": [
                {
                  "image": "registry.example/ecom-trainer:1", "name": "trainer", "probes": [],
                  "env": [ { "name": "ECOM_STORAGE", "value": "https://data.example" } ],
                  "resources": { "cpu": 4.0, "memory": "8Gi", "ephemeralStorage": "8Gi" }
                }
              ]
            }
          }
        }
        """;

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(requestContext.Scopes.Single(), DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
