using Ecom.Local.Triggers;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Runs;
using Ecom.Pipeline.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecom.Local.Hosting;

/// <summary>What starts work by itself on one machine: new dumps, the schedule, enough feedback.</summary>
internal static class EmbeddedTriggers
{
    public static IServiceCollection AddEcomTriggers(this IServiceCollection services, EmbeddedOptions options)
    {
        services.AddHostedService<FeedbackTrigger>();
        services.AddSingleton<IHostedService>(provider =>
        {
            var ingests = provider.GetRequiredService<IngestService>();
            return new DumpsWatcher(
                provider.GetRequiredService<PipelineStores>().Dumps,
                (dump, cancellation) => IngestService.IsDump(dump.Path) ? ingests.StartAsync(dump.Path, dump.ETag, cancellation) : Task.CompletedTask,
                new DumpsWatcherOptions { HintFolder = options.Storage is null ? options.Dumps : null },
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DumpsWatcher>>());
        });
        services.AddSingleton<IHostedService>(provider =>
        {
            var schedule = provider.GetRequiredService<IOptions<MonitorOptions>>().Value.Schedule;
            if (string.IsNullOrWhiteSpace(schedule)) return new NoSchedule();
            var runs = provider.GetRequiredService<RunService>();
            return new ScheduleTrigger(
                NcrontabSchedule.Parse(schedule, TimeZoneInfo.Utc),
                (due, cancellation) => runs.StartAsync($"schedule {due:u}", cancellation: cancellation),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ScheduleTrigger>>());
        });
        return services;
    }

    private sealed class NoSchedule : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
