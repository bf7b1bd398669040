using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Registry;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Ecom.Serving.Experiments;
using Ecom.Serving.Feedback;
using Ecom.Serving.Health;
using Ecom.Serving.Http;
using Ecom.Serving.Models;
using Ecom.Serving.Overlay;
using Ecom.Serving.Pages;
using Ecom.Serving.Products;
using Ecom.Serving.Recommending;
using Ecom.Serving.Rules;
using Ecom.Serving.Runs;
using Ecom.Serving.Searching;
using Ecom.Serving.Snapshots;
using Ecom.Serving.Storefront;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Ecom.Serving;

/// <summary>Composition of serving.</summary>
public static class ServingServices
{
    /// <summary>
    /// Adds everything serving needs. The host brings <see cref="PipelineStores"/>, <see cref="Domain.ShopId"/>, <see cref="WorkFolders"/>,
    /// <see cref="IFeedbackLog"/>, <see cref="IUserState"/> and <see cref="Pipeline.Orchestration.IOrchestrationClient"/>.
    /// </summary>
    public static IServiceCollection AddEcomServing(this IServiceCollection services, IConfiguration? configuration = null)
    {
        var options = services.AddOptions<ServingOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configuration is not null) options.Bind(configuration.GetSection(ServingOptions.Section));

        services.Configure<JsonOptions>(json =>
        {
            var form = PipelineJson.Options;
            json.SerializerOptions.DefaultIgnoreCondition = form.DefaultIgnoreCondition;
            json.SerializerOptions.NumberHandling = form.NumberHandling;
            foreach (var converter in form.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);

        // Its lines and its scope have the address of every request, and addresses name customers. Without the category there is no scope either.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelRegistry>();
        services.TryAddSingleton<RunService>();
        services.TryAddSingleton<AppliedBatches>();
        services.TryAddSingleton<FeedbackTailer>();

        services.AddSingleton<OverlayStore>();
        services.AddSingleton<DumpedProducts>();
        services.AddSingleton<SnapshotHolder>();
        services.AddSingleton<SnapshotLoader>();
        services.AddSingleton<ServedModelUpdater>();
        services.AddHostedService<ServedModelWatcher>();

        services.AddSingleton<ExperimentStore>();
        services.AddSingleton<ArmModels>();
        services.AddSingleton<ExperimentRouter>();
        services.AddSingleton<ExposureLog>();
        services.AddHostedService(s => s.GetRequiredService<ExposureLog>());
        services.AddSingleton<ExperimentsHandler>();

        services.AddSingleton<RuleStore>();
        services.AddSingleton<RulesHandler>();
        services.AddSingleton<SynonymStore>();
        services.AddSingleton<SearchHandler>();
        services.AddSingleton<SuggestHandler>();
        services.AddSingleton<SynonymsHandler>();

        services.AddSingleton<VisitorEvents>();
        services.AddSingleton<ListIds>();
        services.AddSingleton<RecommendHandler>();
        services.AddSingleton<SimilarHandler>();
        services.AddSingleton<PopularHandler>();
        services.AddSingleton<SessionHandler>();
        services.AddSingleton<BasketHandler>();
        services.AddSingleton<BatchLists>();
        services.AddSingleton<BatchHandler>();
        services.AddSingleton<TogetherHandler>();
        services.AddSingleton<LiveActivity>();
        services.AddSingleton<TrendingHandler>();
        services.AddSingleton<NewHandler>();

        services.AddSingleton<IdempotencyCache>();
        services.AddSingleton<FeedbackHandler>();
        services.AddHostedService<StateRepair>();

        services.AddSingleton<StorefrontKeys>();
        services.AddSingleton<VisitorTokens>();
        services.AddSingleton<VisitorQuota>();
        services.AddSingleton<StorefrontHandler>();

        services.AddSingleton<ProductsHandler>();
        services.AddSingleton<RunsHandler>();
        services.AddSingleton<ModelsHandler>();
        services.AddSingleton<HealthHandler>();

        services.TryAddSingleton<DatasetStore>();
        services.AddSingleton<FeedbackMeter>();
        services.AddSingleton<DashboardHandler>();
        services.AddSingleton<TryHandler>();
        services.AddSingleton<PageRenderer>();

        services.AddSingleton<UserHashes>();
        services.AddSingleton<ApiKeyChecker>();
        services.AddSingleton<ApiInvoker>();
        return services;
    }
}
