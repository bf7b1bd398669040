using Ecom.Serving.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecom.Serving.Experiments;

/// <summary>The operations on experiments.</summary>
internal static class ExperimentCatalogue
{
    public static IReadOnlyList<ApiOperation> Operations { get; } =
    [
        new("ListExperiments", "GET", "api/experiments", ApiScope.Read, "Experiments", "Experiments, newest first",
            Task<ExperimentList> (ExperimentsHandler handler, CancellationToken cancellation) => handler.ListAsync(cancellation))
        { Caching = ApiCaching.Revalidated },
        new("StartExperiment", "POST", "api/experiments", ApiScope.Control, "Experiments", "Compare model versions or rule sets on customers",
            Task<Experiment> (StartExperimentRequest request, ExperimentsHandler handler, CancellationToken cancellation) => handler.StartAsync(request, cancellation))
        { Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict) },
        new("GetExperiment", "GET", "api/experiments/{id}", ApiScope.Read, "Experiments", "What an experiment shows so far, with intervals that hold at every look",
            Task<ExperimentResult> (string id, ExperimentsHandler handler, CancellationToken cancellation) => handler.GetAsync(id, cancellation))
        { Caching = ApiCaching.Revalidated, Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound) },
        new("EndExperiment", "POST", "api/experiments/{id}/end", ApiScope.Control, "Experiments", "End an experiment, and serve the winner to everybody",
            Task<Experiment> (string id, EndExperimentRequest? request, ExperimentsHandler handler, CancellationToken cancellation) => handler.EndAsync(id, request, cancellation))
        { Describe = b => b.ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict) },
    ];
}
