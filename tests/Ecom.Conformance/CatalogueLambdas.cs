using Ecom.Pipeline.Orchestration;

namespace Ecom.Conformance;

/// <summary>Catalogues from lambdas.</summary>
public static class CatalogueLambdas
{
    public static OrchestrationCatalogue Orchestration<TInput, TOutput>(
        this OrchestrationCatalogue catalogue, string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run) =>
        catalogue.AddOrchestration(name, () => new LambdaOrchestration<TInput, TOutput>(run));

    public static OrchestrationCatalogue Activity<TInput, TOutput>(
        this OrchestrationCatalogue catalogue, string name, Func<TInput, CancellationToken, Task<TOutput>> run) =>
        catalogue.AddActivity(name, _ => new LambdaActivity<TInput, TOutput>(run));

    public static OrchestrationCatalogue Activity<TInput, TOutput>(
        this OrchestrationCatalogue catalogue, string name, Func<TInput, TOutput> run) =>
        catalogue.Activity<TInput, TOutput>(name, (input, _) => Task.FromResult(run(input)));
}
