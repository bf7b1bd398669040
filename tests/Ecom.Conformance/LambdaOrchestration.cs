using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

internal sealed class LambdaOrchestration<TInput, TOutput>(Func<IOrchestrationContext, TInput, Task<TOutput>> run) : IOrchestration<TInput, TOutput>
{
    public Task<TOutput> RunAsync(IOrchestrationContext context, TInput input) => run(context, input);
}
