using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EcomFunctions.Hosting;

/// <summary>OpenTelemetry to Application Insights, under the app's identity; nothing is sent where no connection string is set.</summary>
internal static class TelemetryServices
{
    public const string ConnectionKey = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    public static IServiceCollection AddEcomTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        // The scope carries run and shop; without this the exporter drops it.
        services.AddLogging(logging => logging.AddOpenTelemetry(options => options.IncludeScopes = true));
        var telemetry = services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
        if (configuration[ConnectionKey] is { Length: > 0 } connection)
            telemetry.UseAzureMonitorExporter(options => (options.ConnectionString, options.Credential) = (connection, new DefaultAzureCredential()));
        return services;
    }
}
