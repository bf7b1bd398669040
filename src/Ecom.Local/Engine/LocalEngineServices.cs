using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Ecom.Local.Engine;

/// <summary>Composition of the local durable engine.</summary>
public static class LocalEngineServices
{
    /// <summary>Adds the engine as a hosted service and as the host's <see cref="IOrchestrationClient"/>; a catalogue must be registered.</summary>
    public static IServiceCollection AddLocalEngine(this IServiceCollection services, LocalEngineOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<LocalEngine>();
        services.AddSingleton<IOrchestrationClient>(provider => provider.GetRequiredService<LocalEngine>());
        return services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LocalEngine>());
    }
}
