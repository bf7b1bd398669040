namespace Ecom.Pipeline.Orchestration;

/// <summary>A workflow; a new object per execution.</summary>
public interface IOrchestration<in TInput, TOutput>
{
    Task<TOutput> RunAsync(IOrchestrationContext context, TInput input);
}
