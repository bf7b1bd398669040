using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Shows the step under way and adds up its seconds on the deterministic clock.</summary>
internal sealed class StepClock(IOrchestrationContext context)
{
    private readonly Dictionary<string, double> _seconds = [];

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public async Task<T> RunAsync<T>(string step, Func<Task<T>> work)
    {
        context.SetCustomStatus(new RunProgress(step, 0, 1));
        var started = context.CurrentUtcDateTime;
        var result = await work();
        _seconds[step] = Math.Round(_seconds.GetValueOrDefault(step) + (context.CurrentUtcDateTime - started).TotalSeconds, 3);
        return result;
    }
}
