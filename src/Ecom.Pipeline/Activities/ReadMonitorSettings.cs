using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Microsoft.Extensions.Options;

namespace Ecom.Pipeline.Activities;

/// <summary>Reads the options for the monitor, which as an orchestration must not.</summary>
public sealed class ReadMonitorSettings(IOptions<MonitorOptions> options) : IActivity<string, MonitorSettings>
{
    public Task<MonitorSettings> RunAsync(string input, CancellationToken cancellation) =>
        Task.FromResult(new MonitorSettings(
            options.Value.QuietPeriod, options.Value.MaximumWait, options.Value.FeedbackThreshold, options.Value.DriftThreshold, options.Value.DriftMinimumEvents));
}
