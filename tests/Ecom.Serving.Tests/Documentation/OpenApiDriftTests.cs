using Ecom.Serving.Documentation;
using Ecom.Serving.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecom.Serving.Tests.Documentation;

public sealed class OpenApiDriftTests
{
    /// <summary>Set to 1 to write the document instead of comparing it.</summary>
    private const string Update = "ECOM_UPDATE_DOCS";

    [Fact]
    public async Task The_committed_document_is_what_the_operations_say()
    {
        var generated = await GenerateAsync();
        var file = Path.Combine(Root(), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable(Update) == "1") await File.WriteAllTextAsync(file, generated);
        Assert.True(
            (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") == generated,
            $"docs/openapi.json is out of date: run this test with {Update}=1 and commit the result.");
    }

    [Fact]
    public void Every_operation_of_the_api_is_documented_and_no_page()
    {
        var documented = ApiDocument.Operations().SelectMany(g => g).Select(o => o.Id).Order().ToArray();
        var bound = ApiCatalogue.Operations.Where(o => o.Tag != "Pages").Select(o => o.Name).Order().ToArray();
        Assert.Equal(bound, documented);
        Assert.StartsWith("3.1", ApiDocument.Root["openapi"]!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> GenerateAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddEcomServing().AddEcomOpenApi();
        // Only described, never run: nothing may start that needs a store.
        foreach (var service in builder.Services.Where(IsOurs).ToArray()) builder.Services.Remove(service);
        await using var app = builder.Build();
        app.MapEcomApi();
        app.MapOpenApi();
        await app.StartAsync();
        var text = await app.GetTestClient().GetStringAsync(new Uri($"/openapi/{OpenApiGeneration.DocumentName}.json", UriKind.Relative));
        return text.ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static bool IsOurs(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationFactory is not null || service.ImplementationType?.Assembly == typeof(ServingServices).Assembly);


    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EcomFunctions.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
