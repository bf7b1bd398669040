using Azure.Core.Serialization;
using Ecom.Domain;
using Ecom.Pipeline;
using Ecom.Pipeline.Activities;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Feedback.AzureStorage;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Storage;
using Ecom.Serving;
using EcomFunctions.Activities;
using EcomFunctions.Durable;
using EcomFunctions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EcomFunctions.Hosting;

/// <summary>Composition of the Functions app: the pipeline and serving on Azure Storage and Durable Functions.</summary>
public static class FunctionsServices
{
    public const string ShopKey = "Ecom:Shop";

    public static IServiceCollection AddEcomFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        var shop = ShopId.Parse(configuration[ShopKey] ?? ShopId.Default.Value);
        services.AddSingleton(_ => StorageSettings.Read(configuration));
        services.AddSingleton(provider => BlobStores.Create(provider.GetRequiredService<AzureStorageAccount>()));
        services.AddSingleton(new WorkFolders(Path.Combine(Path.GetTempPath(), "ecom-work")));
        services.AddAzureFeedback(shop);

        services.AddSingleton<CurrentDurableClient>();
        services.AddSingleton<IOrchestrationClient, DurableOrchestrationClient>();
        services.AddSingleton<ActivityInvoker>();
        services.AddTransient<QuarantineDump>();
        services.AddSingleton<EntraRoles>();
        services.AddSingleton<HttpApi>();

        services.AddEcomTrainer(configuration);
        services.AddEcomPipeline(configuration, shop);
        services.AddEcomServing(configuration);
        // One JSON form for everything that crosses an orchestration's boundary, as on the local engine.
        services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(PipelineJson.Options));
        return services;
    }
}
