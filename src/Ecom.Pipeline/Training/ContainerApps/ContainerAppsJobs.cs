using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;

namespace Ecom.Pipeline.Training.ContainerApps;

/// <summary>
/// The four calls of Azure Resource Manager that the trainer needs of one Container Apps job. Each is a plain request; a client library of the whole
/// resource provider would be far more than that.
/// </summary>
public sealed class ContainerAppsJobs(string jobId, TokenCredential credential, HttpClient? http = null, Uri? endpoint = null)
{
    private const string Version = "api-version=2024-03-01";
    private static readonly Uri Public = new("https://management.azure.com");
    private static readonly TokenRequestContext Scope = new(["https://management.azure.com/.default"]);

    private readonly HttpClient _http = http ?? new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Uri _job = new(endpoint ?? Public, jobId);

    /// <summary>Starts an execution of the job's own template with other arguments.</summary>
    /// <returns>The execution's name.</returns>
    public async Task<string> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var job = await SendAsync(HttpMethod.Get, "", null, cancellation);
        // The service takes a template as a whole or not at all.
        var container = (JsonObject)job!["properties"]!["template"]!["containers"]![0]!.DeepClone();
        container["args"] = new JsonArray([.. arguments.Select(a => (JsonNode)a)]);
        container.Remove("probes");
        var started = await SendAsync(HttpMethod.Post, "/start", new JsonObject { ["containers"] = new JsonArray(container) }, cancellation);
        return started?["name"]?.GetValue<string>() ?? throw new InvalidOperationException("The service started the job without naming its execution.");
    }

    /// <summary>The execution's state in the service's words, or null where there is no such execution.</summary>
    public async Task<string?> StatusAsync(string execution, CancellationToken cancellation) =>
        (await SendAsync(HttpMethod.Get, $"/executions/{Uri.EscapeDataString(execution)}", null, cancellation))?["properties"]?["status"]?.GetValue<string>();

    /// <summary>Stops an execution; no error where it has ended or is not there.</summary>
    public Task StopAsync(string execution, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"/stop/{Uri.EscapeDataString(execution)}", null, cancellation);

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"{_job}{path}?{Version}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await credential.GetTokenAsync(Scope, cancellation)).Token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await _http.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound && path.Length > 0 && path != "/start") return null;
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException(Explain(method, path, response.StatusCode, text), null, response.StatusCode);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static string Explain(HttpMethod method, string path, HttpStatusCode status, string text)
    {
        var what = $"{method} {(path.Length == 0 ? "the job" : path)} was answered with {(int)status}";
        try
        {
            return JsonNode.Parse(text)?["error"] is { } error ? $"{what}: {error["code"]}: {error["message"]}" : what;
        }
        catch (JsonException)
        {
            return what;
        }
    }
}
