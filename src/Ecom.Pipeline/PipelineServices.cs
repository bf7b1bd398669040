using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Drift;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ecom.Pipeline;

/// <summary>Composition of the pipeline for any host. The host adds stores, trainer, feedback log and an orchestration engine.</summary>
public static class PipelineServices
{
    public const string RefreshSection = "Ecom:Refresh";
    public const string MonitorSection = "Ecom:Monitor";
    public const string IngestSection = "Ecom:Ingest";

    public static IServiceCollection AddEcomPipeline(this IServiceCollection services, IConfiguration configuration, ShopId shop)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(typeof(ShopId), _ => shop);
        services.TryAddSingleton<ModelRegistry>();
        services.TryAddSingleton<RunService>();
        services.TryAddSingleton<IngestService>();
        services.TryAddSingleton<ServedDemand>();
        services.TryAddSingleton<FeedbackWatch>();
        services.AddSingleton(PipelineCatalogue.Create());
        Bind<RefreshOptions>(services, configuration, RefreshSection);
        Bind<MonitorOptions>(services, configuration, MonitorSection);
        Bind<IngestPolicy>(services, configuration, IngestSection);
        Bind<UserStateOptions>(services, configuration, UserStateOptions.Section);
        return services;
    }

    private static void Bind<TOptions>(IServiceCollection services, IConfiguration configuration, string section) where TOptions : class =>
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
