namespace Ecom.Pipeline.Orchestration;

/// <summary>How an activity or sub-orchestration is called.</summary>
/// <param name="Retry">Null: one attempt.</param>
/// <param name="InstanceId">For sub-orchestrations: the child's id; by default one derived from the parent.</param>
public sealed record CallOptions(RetryPolicy? Retry = null, string? InstanceId = null);
