using System.Diagnostics;
using Ecom.Local.Engine;
using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecom.Benchmarks.Engine;

/// <summary>The engine under load.</summary>
internal static class EngineRuns
{
    /// <returns>Seconds until all instances have ended.</returns>
    public static async Task<double> RunAsync(string folder, string orchestration, int instances, int steps)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var catalogue = new OrchestrationCatalogue()
            .AddOrchestration("row", () => new StepOrchestration(sideBySide: false))
            .AddOrchestration("fan", () => new StepOrchestration(sideBySide: true))
            .AddActivity("step", _ => new EmptyStep());
        await using var engine = new LocalEngine(
            new LocalEngineOptions { JournalPath = Path.Combine(folder, $"{Guid.NewGuid():N}.db") }, catalogue,
            services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLoggerFactory.Instance);
        await engine.StartAsync(CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var ids = Enumerable.Range(0, instances).Select(i => $"run-{i}").ToArray();
        await Task.WhenAll(ids.Select(id => engine.StartAsync(orchestration, steps, id)));
        foreach (var state in await Task.WhenAll(ids.Select(id => engine.WaitForCompletionAsync(id))))
            if (state.Status != OrchestrationStatus.Completed) throw new InvalidOperationException($"{state.InstanceId}: {state.Error}");
        return clock.Elapsed.TotalSeconds;
    }
}
