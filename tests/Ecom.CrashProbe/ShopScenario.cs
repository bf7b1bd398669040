using System.Text.Json;
using Ecom.Local.Engine;
using Ecom.Local.Hosting;
using Ecom.Local.Reporting;
using Ecom.Pipeline;
using Ecom.Pipeline.Configuration;
using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Ecom.CrashProbe;

/// <summary>A whole run of the real pipeline with real trainers, as the run command does it; armed to be killed at a boundary of the journal.</summary>
public static class ShopScenario
{
    /// <summary>Runs, or resumes, and returns what must not depend on kills: recipes, metrics and the promotion.</summary>
    public static async Task<string> RunAsync(string folder, string events, IReadOnlyDictionary<string, string?> settings)
    {
        var options = new EmbeddedOptions { DataDirectory = folder, Settings = settings };
        await using var host = await EmbeddedHost.StartAsync(options, CancellationToken.None, services =>
        {
            services.AddSingleton(ActivityLog.Around(PipelineCatalogue.Create(), ActivityLog.PathIn(folder)));
            services.AddSingleton(new LocalEngineOptions { JournalPath = options.Journal, Fault = JournalCrash.FromEnvironment() });
        });
        using var progress = new RunProgressView();
        var outcome = await host.RunAsync(DumpFiles.From([events], [], format: null, mapping: null), progress, CancellationToken.None);
        return Describe(outcome.Report);
    }

    private static string Describe(RunReport report) => JsonSerializer.Serialize(
        new
        {
            report.Users,
            report.Items,
            Promoted = report.Candidates.Where(c => c.Promoted).Select(c => $"{c.Model}+{c.Augment} {c.ModelParameters}"),
            Candidates = report.Candidates.Select(c => new { c.Model, c.Augment, c.ModelParameters, c.AugmentParameters, c.Metrics, c.Why }),
        },
        PipelineJson.Options);
}
