using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ecom.Pipeline.Configuration;
using Ecom.Serving.Documentation;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.Http;

namespace Ecom.Serving.Tests.Documentation;

public sealed class ApiExamplesTests
{
    private static readonly JsonSerializerOptions Strict = new(PipelineJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static TheoryData<string> Operations => [.. ApiCatalogue.Operations.Where(o => o.Tag != "Pages").Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_has_examples_of_its_types(string name)
    {
        var operation = ApiCatalogue.Operations.Single(o => o.Name == name);
        var (request, answer) = ApiExamples.Of(name);
        var documented = ApiDocument.Operations().SelectMany(g => g).Single(o => o.Id == name);
        Assert.Equal(documented.Body is not null, request is not null);
        if (request is not null) Assert.NotNull(JsonSerializer.Deserialize(request, BodyType(operation, documented), Strict));
        var type = AnswerType(operation.Handler.Method.ReturnType);
        Assert.Equal(type is not null, answer is not null);
        if (answer is not null) Assert.NotNull(JsonSerializer.Deserialize(answer, type!, Strict));
        if (answer is not null) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(answer), Documented(documented)), "The document has another example.");
    }

    private static JsonNode? Documented(DocumentedOperation operation) =>
        operation.Content["responses"]!.AsObject().First(r => r.Key.StartsWith('2')).Value!["content"]!["application/json"]!["example"];

    private static Type BodyType(ApiOperation operation, DocumentedOperation documented)
    {
        // Read by hand: the document says of which type.
        if (operation.Handler.Method.GetParameters().Any(p => p.ParameterType == typeof(HttpRequest)))
            return typeof(ServingServices).Assembly.GetTypes().Single(t => t.IsPublic && t.Name == ApiDocument.TypeOf(documented.Body));
        var types = operation.Handler.Method.GetParameters().Select(p => Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType);
        return types.Single(t => t.Namespace!.StartsWith("Ecom", StringComparison.Ordinal) && !t.Name.EndsWith("Handler", StringComparison.Ordinal)
            && !operation.Handler.Method.GetParameters().Any(p => p.ParameterType == t && p.IsDefined(typeof(AsParametersAttribute), false)));
    }

    /// <summary>The type inside of tasks and typed results; null where the answer has no body.</summary>
    private static Type? AnswerType(Type type)
    {
        while (type.Namespace is "System.Threading.Tasks" or "Microsoft.AspNetCore.Http.HttpResults")
        {
            if (!type.IsGenericType) return null;
            type = type.GetGenericArguments()[0];
        }
        return type;
    }
}
