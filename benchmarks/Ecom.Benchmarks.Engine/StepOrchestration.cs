using Ecom.Pipeline.Orchestration;

namespace Ecom.Benchmarks.Engine;

/// <summary>So many empty steps, one after the other or side by side.</summary>
internal sealed class StepOrchestration(bool sideBySide) : IOrchestration<int, int>
{
    public async Task<int> RunAsync(IOrchestrationContext context, int input)
    {
        if (sideBySide)
            return (await Task.WhenAll(Enumerable.Range(0, input).Select(i => context.CallActivityAsync<int>("step", i)))).Length;
        for (var i = 0; i < input; i++) await context.CallActivityAsync<int>("step", i);
        return input;
    }
}
