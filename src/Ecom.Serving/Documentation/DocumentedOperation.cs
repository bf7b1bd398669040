using System.Text.Json.Nodes;

namespace Ecom.Serving.Documentation;

/// <summary>An operation of the OpenAPI document.</summary>
public sealed record DocumentedOperation(string Method, string Path, JsonObject Content)
{
    public string Id => Content["operationId"]?.ToString() ?? Path;
    public string Tag => Content["tags"]?[0]?.ToString() ?? "Other";
    public string Summary => Content["summary"]?.ToString() ?? "";
    public IEnumerable<JsonNode> Parameters => Content["parameters"]?.AsArray().Select(p => p!) ?? [];
    public JsonNode? Body => Content["requestBody"]?["content"]?["application/json"]?["schema"];

    public IEnumerable<(string Status, string Description, JsonNode? Schema)> Responses =>
        Content["responses"]!.AsObject().Select(r =>
            (r.Key, r.Value!["description"]?.ToString() ?? "", r.Value["content"]?.AsObject().FirstOrDefault().Value?["schema"]));
}
