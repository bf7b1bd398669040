using Ecom.Local.Engine;
using Ecom.Local.State;
using Ecom.Pipeline;
using Ecom.Pipeline.Feedback;
using Ecom.Pipeline.Feedback.AzureStorage;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecom.Local.Hosting;

/// <summary>Composition of the embedded host: the pipeline on a folder or a storage account, a journal and child processes.</summary>
public static class EmbeddedServices
{
    public static IServiceCollection AddEcomEmbedded(this IServiceCollection services, IConfiguration configuration, EmbeddedOptions options)
    {
        Directory.CreateDirectory(options.DataDirectory);
        services.AddSingleton(options);
        services.AddSingleton(_ => EmbeddedStores.Create(options));
        services.AddSingleton(new WorkFolders(options.Work));
        AddFeedback(services, options);
        services.AddSingleton<ITrainer>(provider => new ChildProcessTrainer(
            provider.GetRequiredService<PipelineStores>().Artefacts,
            new ChildProcessOptions { WorkFolder = options.Trainers },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ChildProcessTrainer>>()));
        services.AddEcomPipeline(configuration, options.Shop);
        services.AddLocalEngine(new LocalEngineOptions { JournalPath = options.Journal });
        return services;
    }

    // All of a shop lies in one place: what customers do goes where the models are, so that another machine on the account serves and learns from the same.
    private static void AddFeedback(IServiceCollection services, EmbeddedOptions options)
    {
        if (options.Storage is { Length: > 0 } storage)
        {
            services.AddSingleton(_ => AzureStorageAccount.Parse(storage));
            services.AddAzureFeedback(options.Shop);
            return;
        }
        services.AddSingleton<IFeedbackLog>(_ => SegmentFeedbackLog.OpenAsync(options.Feedback).GetAwaiter().GetResult());
        // Nobody else writes to the file, so what is cached stays true.
        services.AddSingleton<IUserState>(provider => new CachedUserState(
            SqliteUserState.Open(options.UserState), provider.GetRequiredService<IOptions<UserStateOptions>>().Value.CachedEntries, null, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Settings from the environment (<c>Ecom__Refresh__Seed</c>), a file <c>ecom.json</c> in the data folder, and the command line, the latter first.</summary>
    public static void AddEcomConfiguration(this IConfigurationBuilder configuration, EmbeddedOptions options) => configuration
        .AddJsonFile(Path.Combine(options.DataDirectory, "ecom.json"), optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(options.Settings);
}
