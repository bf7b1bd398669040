using System.Text.Json.Nodes;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Ecom.Serving.Documentation;

/// <summary>Generates the OpenAPI document from the bound operations. What hosts serve is the committed copy, which a test holds against this.</summary>
public static class OpenApiGeneration
{
    public const string DocumentName = "v1";

    public static IServiceCollection AddEcomOpenApi(this IServiceCollection services) => services.AddOpenApi(DocumentName, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // Written as text only where a figure is no number; what callers send is a number.
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            // Names, and said to be: a generator would take them for numbers.
            if (type.IsEnum && schema.Enum is { Count: > 0 }) schema.Type ??= JsonSchemaType.String;
            if (type != typeof(double) && type != typeof(float)) return Task.CompletedTask;
            schema.AnyOf = null;
            schema.Type = type == context.JsonTypeInfo.Type ? JsonSchemaType.Number : JsonSchemaType.Number | JsonSchemaType.Null;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiOperation>().FirstOrDefault() is not { } ours) return Task.CompletedTask;
            var example = ApiExamples.Of(ours.Name);
            if (example.Request is { } request && Json(operation.RequestBody?.Content) is { } body) body.Example = JsonNode.Parse(request);
            if (example.Answer is { } answer && Json(operation.Responses?.FirstOrDefault(r => r.Key.StartsWith('2')).Value?.Content) is { } content)
                content.Example = JsonNode.Parse(answer);
            return Task.CompletedTask;

            static OpenApiMediaType? Json(IDictionary<string, OpenApiMediaType>? content) => content?.TryGetValue("application/json", out var json) == true ? json : null;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "EcomFunctions",
                Version = "1",
                Description = "Recommendations for a shop. Errors are problem details (RFC 9457). Lists name the model version that made them.",
            };
            // Where it runs is the reader's own business.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key",
                    Description = "Needed where keys are configured. Scopes: Read (lists, runs, versions), Write (feedback, products), Control (start runs, promote).",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
    });
}
