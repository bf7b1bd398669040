using Ecom.Conformance;
using Ecom.Local.Engine;
using Ecom.Pipeline.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecom.CrashProbe;

/// <summary>
/// A small run with one of everything the journal knows: steps in a row and side by side, a retry, a child, a timer, an event between instances, and
/// a second round by continue-as-new. Each step's only effect is a line in a file.
/// </summary>
public static class CrashScenario
{
    public const string Instance = "run";

    /// <summary>The output of every run, however often it was killed.</summary>
    public const string Expected = "a0 b0 c0 flaky0 child0 told a1";

    public static string Journal(string folder) => Path.Combine(folder, "journal.db");

    public static string Effects(string folder) => Path.Combine(folder, "effects.txt");

    /// <summary>Runs or resumes the scenario to its end.</summary>
    public static async Task<OrchestrationState> RunAsync(string folder)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        var options = new LocalEngineOptions
        {
            JournalPath = Journal(folder),
            MaximumParallelActivities = 2,
        };
        await using var engine = new LocalEngine(
            options, Catalogue(folder), services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLoggerFactory.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.StartAsync("main", "", Instance);
        return await engine.WaitForCompletionAsync(Instance);
    }

    private static OrchestrationCatalogue Catalogue(string folder)
    {
        var gate = new object();
        string Write(string step)
        {
            lock (gate) File.AppendAllText(Effects(folder), step + "\n");
            return step;
        }

        return new OrchestrationCatalogue()
            .Orchestration<string, string>("main", MainAsync)
            .Orchestration<string, string>("child", async (context, round) =>
            {
                var result = await context.CallActivityAsync<string>("step", $"child{round}");
                context.SendEvent(context.ParentInstanceId!, "told", "told");
                return result;
            })
            .Activity<string, string>("step", Write)
            .Activity<string, string>("flaky", step =>
            {
                var failed = Path.Combine(folder, step + ".failed");
                if (File.Exists(failed)) return Write(step);
                File.WriteAllText(failed, "");
                throw new IOException("not the first time");
            });
    }

    private static async Task<string> MainAsync(IOrchestrationContext context, string before)
    {
        var round = before.Length == 0 ? "0" : "1";
        context.SetCustomStatus($"round {round}");
        var first = await context.CallActivityAsync<string>("step", $"a{round}");
        if (round == "1") return $"{before} {first}";
        var both = await Task.WhenAll(
            context.CallActivityAsync<string>("step", $"b{round}"), context.CallActivityAsync<string>("step", $"c{round}"));
        var flaky = await context.CallActivityAsync<string>(
            "flaky", $"flaky{round}", new CallOptions(new RetryPolicy(3, TimeSpan.FromMilliseconds(5))));
        await context.CreateTimerAsync(context.CurrentUtcDateTime.AddMilliseconds(5), CancellationToken.None);
        var child = await context.CallSubOrchestrationAsync<string>("child", round);
        var told = await context.WaitForExternalEventAsync<string>("told");
        context.ContinueAsNew($"{first} {both[0]} {both[1]} {flaky} {child} {told}");
        return "";
    }
}
