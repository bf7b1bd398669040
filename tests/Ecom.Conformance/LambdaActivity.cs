using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

internal sealed class LambdaActivity<TInput, TOutput>(Func<TInput, CancellationToken, Task<TOutput>> run) : IActivity<TInput, TOutput>
{
    public Task<TOutput> RunAsync(TInput input, CancellationToken cancellation) => run(input, cancellation);
}
