namespace Ecom.Pipeline.Orchestration;

/// <summary>One step of work. It may run more than once for one call, so its effects must bear repetition.</summary>
public interface IActivity<in TInput, TOutput>
{
    Task<TOutput> RunAsync(TInput input, CancellationToken cancellation);
}
