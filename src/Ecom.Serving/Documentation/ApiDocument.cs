using System.Text.Json.Nodes;
using Ecom.Serving.Pages;

namespace Ecom.Serving.Documentation;

/// <summary>The committed OpenAPI document, read for the API page.</summary>
public static class ApiDocument
{
    private static readonly string[] _methods = ["get", "put", "post", "delete"];

    public static JsonNode Root { get; } = JsonNode.Parse(EmbeddedFiles.Read("openapi.json"))!;

    /// <summary>Operations by tag, in the order of the document.</summary>
    public static IEnumerable<IGrouping<string, DocumentedOperation>> Operations() =>
        (from path in Root["paths"]!.AsObject()
         from method in path.Value!.AsObject()
         where _methods.Contains(method.Key)
         select new DocumentedOperation(method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject()))
        .GroupBy(o => o.Tag);

    /// <summary>Named schemas.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Schemas() => Root["components"]!["schemas"]!.AsObject();

    /// <summary>A schema as people write types: <c>ItemList</c>, <c>string[]</c>, <c>number?</c>.</summary>
    public static string TypeOf(JsonNode? schema)
    {
        if (schema is null) return "";
        if (schema["$ref"] is { } reference) return reference.GetValue<string>().Split('/')[^1];
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray any)
            return string.Join(" | ", any.Select(TypeOf));
        if (schema["enum"] is JsonArray values) return string.Join(" | ", values.Select(v => v?.ToString() ?? "null"));
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(t => t!.ToString()).ToArray(),
            { } one => [one.ToString()],
            null => [],
        };
        var optional = types.Contains("null") ? "?" : "";
        var main = types.Where(t => t != "null").ToArray() switch
        {
            // A number may be written as text where JSON has no word for it (NaN); that is no news to a reader.
            var t when t.Contains("number") || t.Contains("integer") => t.First(x => x is "number" or "integer"),
            [var t] => t,
            _ => "any",
        };
        return main switch
        {
            "array" => TypeOf(schema["items"]) + "[]",
            "object" when schema["additionalProperties"] is { } each => $"map of {TypeOf(each)}",
            _ => schema["format"] is { } format && main == "string" ? $"{main} ({format})" : main,
        } + optional;
    }
}
