using Ecom.Pipeline.Orchestration;

namespace Ecom.Benchmarks.Engine;

internal sealed class EmptyStep : IActivity<int, int>
{
    public Task<int> RunAsync(int input, CancellationToken cancellation) => Task.FromResult(input);
}
