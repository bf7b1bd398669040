using Ecom.Pipeline.Runs;

namespace Ecom.Pipeline.Orchestrations;

/// <summary>Input of the planning step.</summary>
/// <param name="Run">The run.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Data">Its data.</param>
/// <param name="Refit">True: the served model has been carried on in vain, so its recipe is to be fitted anew. Otherwise null, which is not sent.</param>
public sealed record PlanInput(RunStep Run, RunKind Kind, PreparedData Data, bool? Refit = null);
