using Ecom.Pipeline.Orchestration;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>The two ways a step is retried.</summary>
internal static class Retries
{
    /// <summary>Steps that touch storage: passing faults go away within a minute.</summary>
    public static CallOptions Storage { get; } = new(new RetryPolicy(4, TimeSpan.FromSeconds(1), 3, TimeSpan.FromSeconds(30)));

    /// <summary>Steps that read whole dumps: a second try, in case the host was short of memory.</summary>
    public static CallOptions Heavy { get; } = new(new RetryPolicy(2, TimeSpan.FromSeconds(5)));
}
