using Azure.Identity;
using Ecom.Domain;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Training;
using Ecom.Pipeline.Training.ContainerApps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomFunctions.Hosting;

/// <summary>The trainer the configuration chooses.</summary>
internal static class TrainerServices
{
    public static IServiceCollection AddEcomTrainer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrainerOptions>().Bind(configuration.GetSection(TrainerOptions.Section))
            .Validate(o => o.Kind != TrainerKind.ContainerAppsJob || o.JobId.Length > 0, $"{TrainerOptions.Section}:JobId names no job.")
            .ValidateOnStart();
        return services.AddSingleton<ITrainer>(provider => Create(provider));
    }

    private static ITrainer Create(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<TrainerOptions>>().Value;
        var artefacts = provider.GetRequiredService<PipelineStores>().Artefacts;
        return options.Kind switch
        {
            TrainerKind.ChildProcess => ActivatorUtilities.CreateInstance<ChildProcessTrainer>(
                provider, artefacts, new ChildProcessOptions { WorkFolder = provider.GetRequiredService<WorkFolders>().Root }),
            TrainerKind.ContainerAppsJob => new ContainerAppsJobTrainer(artefacts, new ContainerAppsJobs(options.JobId, new DefaultAzureCredential())),
            _ => throw new InputException($"{TrainerOptions.Section}:Kind '{options.Kind}' is not known."),
        };
    }
}
