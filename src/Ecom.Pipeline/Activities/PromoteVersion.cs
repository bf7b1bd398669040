using Ecom.Pipeline.Orchestration;
using Ecom.Pipeline.Orchestrations;
using Ecom.Pipeline.Registry;

namespace Ecom.Pipeline.Activities;

/// <summary>Moves the pointer to a version, unless somebody else moved it since the gate looked.</summary>
public sealed class PromoteVersion(ModelRegistry registry) : IActivity<PromoteStep, bool>
{
    public async Task<bool> RunAsync(PromoteStep input, CancellationToken cancellation) =>
        await registry.PromoteAsync(input.Version, input.Reason, input.Expected, cancellation) is not null;
}
