using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

// dotnet run --project tests/Ecom.ClientGenerator -- docs/openapi.json EcomClient.cs
// Writes a typed client of the API: one method an operation, one record a schema.
if (args is not [var document, var output])
{
    Console.Error.WriteLine("Usage: Ecom.ClientGenerator OPENAPI.JSON OUTPUT.CS");
    return 2;
}
var settings = new CSharpClientGeneratorSettings
{
    ClassName = "EcomClient",
    ExceptionClass = "EcomClientException",
    InjectHttpClient = true,
    DisposeHttpClient = false,
    UseBaseUrl = false,
    GenerateOptionalParameters = true,
    CSharpGeneratorSettings =
    {
        Namespace = "Ecom.Client",
        JsonLibrary = CSharpJsonLibrary.SystemTextJson,
        GenerateNullableReferenceTypes = true,
        DateTimeType = "System.DateTimeOffset",
        ArrayType = "System.Collections.Generic.IReadOnlyList",
        ArrayInstanceType = "System.Collections.Generic.List",
    },
};
await File.WriteAllTextAsync(output, new CSharpClientGenerator(await OpenApiDocument.FromFileAsync(document), settings).GenerateFile());
return 0;
